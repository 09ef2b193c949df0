#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>

static struct {
    PGconn *(*connectdb)(const char *);
    int (*status)(const PGconn *);
    char *(*error_message)(const PGconn *);
    void (*finish)(PGconn *);
    void *(*set_notice_processor)(PGconn *, void (*)(void *, const char *), void *);
    PGresult *(*exec)(PGconn *, const char *);
    PGresult *(*exec_params)(PGconn *, const char *, int, const unsigned *, const char *const *, const int *,
                             const int *, int);
    int (*result_status)(const PGresult *);
    char *(*result_error_field)(const PGresult *, int);
    int (*ntuples)(const PGresult *);
    int (*nfields)(const PGresult *);
    char *(*fname)(const PGresult *, int);
    unsigned (*ftype)(const PGresult *, int);
    int (*getisnull)(const PGresult *, int, int);
    char *(*getvalue)(const PGresult *, int, int);
    int (*getlength)(const PGresult *, int, int);
    char *(*cmd_tuples)(PGresult *);
    void (*clear)(PGresult *);
} pq;

static const char *problem;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
    static const char *const names[] = {"libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib",
                                        "/usr/local/opt/libpq/lib/libpq.5.dylib"};
#else
    static const char *const names[] = {"libpq.so.5"};
#endif
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (!library) {
        problem = "libpq is not installed";
        return;
    }
    static const struct {
        const char *name;
        void **slot;
    } symbols[] = {
        {"PQconnectdb", (void **)&pq.connectdb},
        {"PQstatus", (void **)&pq.status},
        {"PQerrorMessage", (void **)&pq.error_message},
        {"PQfinish", (void **)&pq.finish},
        {"PQsetNoticeProcessor", (void **)&pq.set_notice_processor},
        {"PQexec", (void **)&pq.exec},
        {"PQexecParams", (void **)&pq.exec_params},
        {"PQresultStatus", (void **)&pq.result_status},
        {"PQresultErrorField", (void **)&pq.result_error_field},
        {"PQntuples", (void **)&pq.ntuples},
        {"PQnfields", (void **)&pq.nfields},
        {"PQfname", (void **)&pq.fname},
        {"PQftype", (void **)&pq.ftype},
        {"PQgetisnull", (void **)&pq.getisnull},
        {"PQgetvalue", (void **)&pq.getvalue},
        {"PQgetlength", (void **)&pq.getlength},
        {"PQcmdTuples", (void **)&pq.cmd_tuples},
        {"PQclear", (void **)&pq.clear},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        *symbols[i].slot = dlsym(library, symbols[i].name);
        if (!*symbols[i].slot) problem = "the installed libpq is too old";
    }
}

const char *sksp_pg_load(void) {
    pthread_once(&once, load);
    return problem;
}

static void ignore(void *context, const char *message) {
    (void)context;
    (void)message;
}

PGconn *sksp_pg_connect(const char *conninfo) { return sksp_pg_load() ? NULL : pq.connectdb(conninfo); }
int sksp_pg_status(const PGconn *connection) { return pq.status(connection); }
const char *sksp_pg_error(const PGconn *connection) { return pq.error_message(connection); }
void sksp_pg_finish(PGconn *connection) { pq.finish(connection); }
void sksp_pg_mute(PGconn *connection) { pq.set_notice_processor(connection, ignore, NULL); }
PGresult *sksp_pg_exec(PGconn *connection, const char *sql) { return pq.exec(connection, sql); }

PGresult *sksp_pg_exec_params(PGconn *connection, const char *sql, int count, const char *const *values,
                              const int *lengths, const int *formats) {
    return pq.exec_params(connection, sql, count, NULL, values, lengths, formats, 0);
}

int sksp_pg_result_status(const PGresult *result) { return pq.result_status(result); }
const char *sksp_pg_result_error_field(const PGresult *result, int field) {
    return pq.result_error_field(result, field);
}
int sksp_pg_rows(const PGresult *result) { return pq.ntuples(result); }
int sksp_pg_columns(const PGresult *result) { return pq.nfields(result); }
const char *sksp_pg_column_name(const PGresult *result, int column) { return pq.fname(result, column); }
unsigned sksp_pg_column_type(const PGresult *result, int column) { return pq.ftype(result, column); }
int sksp_pg_is_null(const PGresult *result, int row, int column) { return pq.getisnull(result, row, column); }
const char *sksp_pg_value(const PGresult *result, int row, int column) { return pq.getvalue(result, row, column); }
int sksp_pg_length(const PGresult *result, int row, int column) { return pq.getlength(result, row, column); }
const char *sksp_pg_affected(PGresult *result) { return pq.cmd_tuples(result); }
void sksp_pg_clear(PGresult *result) { pq.clear(result); }
