#pragma once
// libxml2's headers pull in ICU, whose names clash with Foundation's copy of it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

/// Events of an HTML parse; `context` is what the caller gave.
typedef struct {
    void (*start)(void *context, const xmlChar *name, const xmlChar **attributes);
    void (*end)(void *context, const xmlChar *name);
    void (*text)(void *context, const xmlChar *bytes, int count);
    void (*comment)(void *context, const xmlChar *text);
} skill_split_html_events;

/// What is used of libxml2. It is loaded at first use: with ICU behind it, it would slow the start of every command.
static struct {
    pthread_once_t once;
    __typeof__(&xmlInitParser) initialize;
    __typeof__(&htmlCreateMemoryParserCtxt) create;
    __typeof__(&htmlCtxtUseOptions) use_options;
    __typeof__(&htmlParseDocument) parse;
    __typeof__(&htmlFreeParserCtxt) destroy;
} skill_split_libxml2 = {.once = PTHREAD_ONCE_INIT};

static inline void skill_split_libxml2_load(void) {
#ifdef __APPLE__
    void *library = dlopen("libxml2.2.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *library = dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL);
#endif
    if (library == NULL) return;
    skill_split_libxml2.initialize = (__typeof__(skill_split_libxml2.initialize))dlsym(library, "xmlInitParser");
    skill_split_libxml2.create = (__typeof__(skill_split_libxml2.create))dlsym(library, "htmlCreateMemoryParserCtxt");
    skill_split_libxml2.use_options = (__typeof__(skill_split_libxml2.use_options))dlsym(library, "htmlCtxtUseOptions");
    skill_split_libxml2.parse = (__typeof__(skill_split_libxml2.parse))dlsym(library, "htmlParseDocument");
    skill_split_libxml2.destroy = (__typeof__(skill_split_libxml2.destroy))dlsym(library, "htmlFreeParserCtxt");
    // Left to its first parses, it makes its locks in each of their threads, and one waits for ever for a lock that is gone.
    if (skill_split_libxml2.initialize) skill_split_libxml2.initialize();
}

/// Whether libxml2 is there; loads it.
static inline int skill_split_html_is_available(void) {
    pthread_once(&skill_split_libxml2.once, skill_split_libxml2_load);
    return skill_split_libxml2.initialize && skill_split_libxml2.create && skill_split_libxml2.use_options &&
           skill_split_libxml2.parse && skill_split_libxml2.destroy;
}

/// Parses a fragment of UTF-8 HTML and reports what is in it; no tree is built, nothing is loaded from elsewhere.
static inline int skill_split_html_parse(const char *bytes, int count, void *context, skill_split_html_events events) {
    if (!skill_split_html_is_available()) return -1;
    htmlParserCtxtPtr parser = skill_split_libxml2.create(bytes, count);
    if (parser == NULL) return -1;
    skill_split_libxml2.use_options(parser, HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD | HTML_PARSE_NOERROR |
                                                HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED);
    memset(parser->sax, 0, sizeof(*parser->sax));
    parser->sax->startElement = events.start;
    parser->sax->endElement = events.end;
    parser->sax->characters = events.text;
    parser->sax->ignorableWhitespace = events.text;
    parser->sax->cdataBlock = events.text;
    parser->sax->comment = events.comment;
    parser->userData = context;
    // Without this the parser guesses the encoding at the first byte that is not ASCII.
    parser->charset = XML_CHAR_ENCODING_UTF8;
    skill_split_libxml2.parse(parser);
    skill_split_libxml2.destroy(parser);
    return 0;
}
