// Brings the library at the path that is the only argument to the schema of a later skill-split: one step more than this
// one has. The crash matrix interrupts it.

import SkillSplitHost
import SkillSplitMigrations
import SkillSplitSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

let later = Migration(version: Migrations.sqlite.count + 1, name: "later") {
    Array(
        """
        ALTER TABLE files ADD COLUMN note TEXT;
        UPDATE files SET note = 'a note on ' || path;
        CREATE TABLE notes (file_id INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;
        INSERT INTO notes SELECT id, randomblob(4000) FROM files;
        CREATE INDEX files_note ON files (note);
        """.utf8
    )
}

do {
    let sink = try SQLiteSink(location: CommandLine.arguments.last ?? "", options: SQLiteSink.Options())
    let change = try sink.migrate(by: Migrations.sqlite + [later])
    print("took \(change.applied), backup \(change.backup ?? "none")")
} catch {
    print("error: \(error)")
    exit(1)
}
