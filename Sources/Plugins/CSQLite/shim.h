#pragma once
#include <sqlite3.h>

// `SQLITE_TRANSIENT` and `SQLITE_STATIC` are cast macros, which Swift does not import. A null pointer, which empty Swift
// buffers may have, would bind NULL instead of an empty value.

static inline int skill_split_bind_text(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int skill_split_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

/// The bytes must stay where they are until the statement has run.
static inline int skill_split_borrow_text(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, bytes ? bytes : "", count, SQLITE_STATIC, SQLITE_UTF8);
}

/// The bytes must stay where they are until the statement has run.
static inline int skill_split_borrow_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_STATIC);
}
