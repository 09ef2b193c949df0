#pragma once
#include <stddef.h>

// libpq, loaded when it is first used: only commands that speak to PostgreSQL itself pay for it, and a machine without
// it runs all others. The declarations are those of libpq 9.2 and later (PostgreSQL documentation, chapter 34).

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

enum { SKSP_PG_CONNECTION_OK = 0, SKSP_PG_COMMAND_OK = 1, SKSP_PG_TUPLES_OK = 2 };

// Loads the library; returns NULL, or why it could not be loaded. Safe to call from any thread, any number of times.
const char *sksp_pg_load(void);

PGconn *sksp_pg_connect(const char *conninfo);
int sksp_pg_status(const PGconn *connection);
const char *sksp_pg_error(const PGconn *connection);
void sksp_pg_finish(PGconn *connection);
// Gives notices to nobody instead of to standard error.
void sksp_pg_mute(PGconn *connection);

// One or more statements separated by semicolons, in one transaction unless they say otherwise.
PGresult *sksp_pg_exec(PGconn *connection, const char *sql);
// One statement; parameters and results in text format. `formats` is NULL or has 1 for each binary parameter.
PGresult *sksp_pg_exec_params(PGconn *connection, const char *sql, int count, const char *const *values,
                              const int *lengths, const int *formats);

int sksp_pg_result_status(const PGresult *result);
// A field of an error, named by its letter: 'C' SQLSTATE, 'M' message, 'D' detail, 'H' hint, 'W' context.
const char *sksp_pg_result_error_field(const PGresult *result, int field);
int sksp_pg_rows(const PGresult *result);
int sksp_pg_columns(const PGresult *result);
const char *sksp_pg_column_name(const PGresult *result, int column);
unsigned sksp_pg_column_type(const PGresult *result, int column);
int sksp_pg_is_null(const PGresult *result, int row, int column);
const char *sksp_pg_value(const PGresult *result, int row, int column);
int sksp_pg_length(const PGresult *result, int row, int column);
const char *sksp_pg_affected(PGresult *result);
void sksp_pg_clear(PGresult *result);
