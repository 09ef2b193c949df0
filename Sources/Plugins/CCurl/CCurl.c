#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The macros of <curl/curl.h> that check types would name the functions themselves.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
    CURLcode (*global_init)(long);
    curl_version_info_data *(*version_info)(CURLversion);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    const char *(*easy_strerror)(CURLcode);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLM *(*multi_init)(void);
    CURLMcode (*multi_cleanup)(CURLM *);
    CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
    CURLMcode (*multi_add_handle)(CURLM *, CURL *);
    CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
    CURLMcode (*multi_perform)(CURLM *, int *);
    CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned, int, int *);
    CURLMcode (*multi_wakeup)(CURLM *);
    CURLMsg *(*multi_info_read)(CURLM *, int *);
} curl;

static const char *problem;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
    static const char *const names[] = {"/usr/lib/libcurl.4.dylib", "libcurl.4.dylib"};
#else
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (!library) {
        problem = "libcurl is not installed";
        return;
    }
    static const struct {
        const char *name;
        void **slot;
    } symbols[] = {
        {"curl_global_init", (void **)&curl.global_init},
        {"curl_version_info", (void **)&curl.version_info},
        {"curl_easy_init", (void **)&curl.easy_init},
        {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
        {"curl_easy_setopt", (void **)&curl.easy_setopt},
        {"curl_easy_getinfo", (void **)&curl.easy_getinfo},
        {"curl_easy_strerror", (void **)&curl.easy_strerror},
        {"curl_slist_append", (void **)&curl.slist_append},
        {"curl_slist_free_all", (void **)&curl.slist_free_all},
        {"curl_multi_init", (void **)&curl.multi_init},
        {"curl_multi_cleanup", (void **)&curl.multi_cleanup},
        {"curl_multi_setopt", (void **)&curl.multi_setopt},
        {"curl_multi_add_handle", (void **)&curl.multi_add_handle},
        {"curl_multi_remove_handle", (void **)&curl.multi_remove_handle},
        {"curl_multi_perform", (void **)&curl.multi_perform},
        {"curl_multi_poll", (void **)&curl.multi_poll},
        {"curl_multi_wakeup", (void **)&curl.multi_wakeup},
        {"curl_multi_info_read", (void **)&curl.multi_info_read},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        *symbols[i].slot = dlsym(library, symbols[i].name);
        if (!*symbols[i].slot) problem = "the installed libcurl is older than 7.68";
    }
    if (!problem && curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) problem = "libcurl could not start";
}

const char *sksp_curl_load(void) {
    pthread_once(&once, load);
    return problem;
}

const char *sksp_curl_version(void) { return sksp_curl_load() ? "" : curl.version_info(CURLVERSION_NOW)->version; }

struct sksp_transfer {
    CURL *easy;
    struct curl_slist *headers;
    char *bytes;
    size_t size, capacity, limit;
    bool is_too_large;
    int code;
    long status;
    char retry_after[64];
    char problem[CURL_ERROR_SIZE];
};

static size_t take_body(char *data, size_t one, size_t count, void *context) {
    (void)one;
    sksp_transfer *transfer = context;
    if (count > transfer->limit - transfer->size) {
        transfer->is_too_large = true;
        return 0;
    }
    if (transfer->size + count > transfer->capacity) {
        size_t capacity = transfer->capacity ? transfer->capacity : 4096;
        while (capacity < transfer->size + count) capacity *= 2;
        char *bytes = realloc(transfer->bytes, capacity);
        if (!bytes) return 0;
        transfer->bytes = bytes;
        transfer->capacity = capacity;
    }
    memcpy(transfer->bytes + transfer->size, data, count);
    transfer->size += count;
    return count;
}

static size_t take_header(char *data, size_t one, size_t count, void *context) {
    (void)one;
    static const char name[] = "retry-after:";
    sksp_transfer *transfer = context;
    size_t length = sizeof name - 1;
    if (count > length && strncasecmp(data, name, length) == 0) {
        while (length < count && data[length] == ' ') length++;
        size_t end = count;
        while (end > length && (data[end - 1] == '\r' || data[end - 1] == '\n')) end--;
        size_t size = end - length < sizeof transfer->retry_after - 1 ? end - length : sizeof transfer->retry_after - 1;
        memcpy(transfer->retry_after, data + length, size);
        transfer->retry_after[size] = 0;
    }
    return count;
}

sksp_transfer *sksp_transfer_new(const char *url, const char *user_agent) {
    sksp_transfer *transfer = calloc(1, sizeof *transfer);
    if (!transfer) return NULL;
    CURL *easy = transfer->easy = curl.easy_init();
    if (!easy) {
        free(transfer);
        return NULL;
    }
    transfer->limit = (size_t)-1;
    curl.easy_setopt(easy, CURLOPT_URL, url);
    curl.easy_setopt(easy, CURLOPT_USERAGENT, user_agent);
    curl.easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->problem);
    curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl.easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl.easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl.easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl.easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    // Everything that the library can unpack.
    curl.easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    // libcurl itself reads the proxy variables; those of certificates only its command does.
    const char *certificates = getenv("CURL_CA_BUNDLE");
    if (!certificates || !*certificates) certificates = getenv("SSL_CERT_FILE");
    if (certificates && *certificates) curl.easy_setopt(easy, CURLOPT_CAINFO, certificates);
    const char *folder = getenv("SSL_CERT_DIR");
    if (folder && *folder) curl.easy_setopt(easy, CURLOPT_CAPATH, folder);
    return transfer;
}

bool sksp_transfer_post(sksp_transfer *transfer, const void *body, size_t size) {
    curl.easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    // Without an address libcurl would send a GET. "Expect:" keeps it from waiting a second before it sends a large body.
    return curl.easy_setopt(transfer->easy, CURLOPT_COPYPOSTFIELDS, body ? body : "") == CURLE_OK &&
           sksp_transfer_header(transfer, "Expect:");
}

bool sksp_transfer_header(sksp_transfer *transfer, const char *line) {
    struct curl_slist *headers = curl.slist_append(transfer->headers, line);
    if (!headers) return false;
    transfer->headers = headers;
    return curl.easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK;
}

void sksp_transfer_limits(sksp_transfer *transfer, long connect, long total, long stall, size_t answer) {
    curl.easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS, connect);
    curl.easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, total);
    curl.easy_setopt(transfer->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl.easy_setopt(transfer->easy, CURLOPT_LOW_SPEED_TIME, stall);
    transfer->limit = answer;
}

void sksp_transfer_free(sksp_transfer *transfer) {
    if (!transfer) return;
    curl.easy_cleanup(transfer->easy);
    curl.slist_free_all(transfer->headers);
    free(transfer->bytes);
    free(transfer);
}

int sksp_transfer_code(const sksp_transfer *transfer) { return transfer->code; }
const char *sksp_transfer_problem(const sksp_transfer *transfer) {
    if (transfer->is_too_large) return "the answer is larger than it may be";
    return transfer->problem[0] ? transfer->problem : curl.easy_strerror((CURLcode)transfer->code);
}
long sksp_transfer_status(const sksp_transfer *transfer) { return transfer->status; }
const char *sksp_transfer_retry_after(const sksp_transfer *transfer) {
    return transfer->retry_after[0] ? transfer->retry_after : NULL;
}
const char *sksp_transfer_bytes(const sksp_transfer *transfer) { return transfer->bytes; }
size_t sksp_transfer_size(const sksp_transfer *transfer) { return transfer->size; }

struct sksp_multi {
    CURLM *multi;
};

sksp_multi *sksp_multi_new(long connections) {
    sksp_multi *multi = calloc(1, sizeof *multi);
    if (!multi) return NULL;
    multi->multi = curl.multi_init();
    if (!multi->multi) {
        free(multi);
        return NULL;
    }
    curl.multi_setopt(multi->multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections);
    return multi;
}

void sksp_multi_free(sksp_multi *multi) {
    curl.multi_cleanup(multi->multi);
    free(multi);
}

bool sksp_multi_add(sksp_multi *multi, sksp_transfer *transfer) {
    return curl.multi_add_handle(multi->multi, transfer->easy) == CURLM_OK;
}

void sksp_multi_remove(sksp_multi *multi, sksp_transfer *transfer) {
    curl.multi_remove_handle(multi->multi, transfer->easy);
}

void sksp_multi_run(sksp_multi *multi, int milliseconds) {
    int running = 0;
    curl.multi_perform(multi->multi, &running);
    curl.multi_poll(multi->multi, NULL, 0, milliseconds, NULL);
    curl.multi_perform(multi->multi, &running);
}

sksp_transfer *sksp_multi_next_ended(sksp_multi *multi) {
    int left = 0;
    for (CURLMsg *message; (message = curl.multi_info_read(multi->multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        sksp_transfer *transfer = NULL;
        curl.easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&transfer);
        curl.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &transfer->status);
        transfer->code = (int)code;
        curl.multi_remove_handle(multi->multi, easy);
        return transfer;
    }
    return NULL;
}

void sksp_multi_wake(sksp_multi *multi) { curl.multi_wakeup(multi->multi); }
