#pragma once
// libxml2's headers pull in ICU, whose names clash with Foundation's copy of it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

/// Events of an HTML parse; `context` is what the caller gave.
typedef struct {
    void (*start)(void *context, const xmlChar *name, const xmlChar **attributes);
    void (*end)(void *context, const xmlChar *name);
    void (*text)(void *context, const xmlChar *bytes, int count);
    void (*comment)(void *context, const xmlChar *text);
} skill_split_html_events;

/// Parses a fragment of UTF-8 HTML and reports what is in it; no tree is built, nothing is loaded.
static inline int skill_split_html_parse(const char *bytes, int count, void *context, skill_split_html_events events) {
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, count);
    if (parser == NULL) return -1;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED);
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
    htmlParseDocument(parser);
    htmlFreeParserCtxt(parser);
    return 0;
}
