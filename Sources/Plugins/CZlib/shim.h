#pragma once
#include <zlib.h>

/// `deflateInit2` is a macro that adds the version; raw deflate, as `DecompressionStream('deflate-raw')` reads it.
static inline int skill_split_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
}

static inline int skill_split_inflate_init(z_stream *stream) { return inflateInit2(stream, -15); }
