#pragma once
#include <stddef.h>

#include <md4c.h>

static inline int bench_enter_block(MD_BLOCKTYPE type, void *detail, void *state) { return 0; }
static inline int bench_leave_block(MD_BLOCKTYPE type, void *detail, void *state) { return 0; }
static inline int bench_enter_span(MD_SPANTYPE type, void *detail, void *state) { return 0; }
static inline int bench_leave_span(MD_SPANTYPE type, void *detail, void *state) { return 0; }
static inline int bench_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *state) { return 0; }

/// Parses a whole document with callbacks that do nothing, as cheap as a use of md4c can be.
static inline int bench_parse(const void *bytes, MD_SIZE count) {
    MD_PARSER parser = {
        .enter_block = bench_enter_block,
        .leave_block = bench_leave_block,
        .enter_span = bench_enter_span,
        .leave_span = bench_leave_span,
        .text = bench_text,
    };
    return md_parse((const MD_CHAR *)bytes, count, &parser, NULL);
}
