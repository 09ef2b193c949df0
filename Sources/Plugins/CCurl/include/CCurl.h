#pragma once
#include <stdbool.h>
#include <stddef.h>

// Just enough of libcurl for a client of one server: transfers that run side by side over pooled connections.
//
// The library is loaded when it is first used: a binary that is linked against it takes 14 ms to start instead of 5.
// `curl_easy_setopt` is variadic, which Swift does not import; the options are set here, where their types are checked.

typedef struct sksp_transfer sksp_transfer;
typedef struct sksp_multi sksp_multi;

// Loads the library; returns NULL, or why it could not be loaded. Safe to call from any thread, any number of times.
const char *sksp_curl_load(void);
// The version of the loaded library, such as "7.88.1".
const char *sksp_curl_version(void);

// A GET; NULL where there is no memory. Nothing is followed: a redirect would carry the key elsewhere.
sksp_transfer *sksp_transfer_new(const char *url, const char *user_agent);
// Makes it a POST of a copy of `body`, which is NULL where it is empty. Returns false where there is no memory.
bool sksp_transfer_post(sksp_transfer *transfer, const void *body, size_t size);
// Adds a request header, "Name: value". Returns false where there is no memory.
bool sksp_transfer_header(sksp_transfer *transfer, const char *line);
// Milliseconds to connect and in all; a transfer slower than a byte a second for `stall` seconds ends.
void sksp_transfer_limits(sksp_transfer *transfer, long connect, long total, long stall, size_t answer);
void sksp_transfer_free(sksp_transfer *transfer);

// After the end: libcurl's code (0 for an answer), what it says of a failure, and the answer.
int sksp_transfer_code(const sksp_transfer *transfer);
const char *sksp_transfer_problem(const sksp_transfer *transfer);
long sksp_transfer_status(const sksp_transfer *transfer);
const char *sksp_transfer_retry_after(const sksp_transfer *transfer);
const char *sksp_transfer_bytes(const sksp_transfer *transfer);
size_t sksp_transfer_size(const sksp_transfer *transfer);

sksp_multi *sksp_multi_new(long connections);
void sksp_multi_free(sksp_multi *multi);
// One thread at a time may call these.
bool sksp_multi_add(sksp_multi *multi, sksp_transfer *transfer);
void sksp_multi_remove(sksp_multi *multi, sksp_transfer *transfer);
// Moves all transfers on, and waits up to `milliseconds` for the network or a wake-up.
void sksp_multi_run(sksp_multi *multi, int milliseconds);
// A transfer that has ended, taken out; NULL where none has.
sksp_transfer *sksp_multi_next_ended(sksp_multi *multi);
// Ends the wait of `sksp_multi_run`; the only call that other threads may make.
void sksp_multi_wake(sksp_multi *multi);
