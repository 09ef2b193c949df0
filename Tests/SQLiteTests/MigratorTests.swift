import SkillSplitHost
import SkillSplitMigrations
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct MigratorTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
    }

    private static let next = Migration(version: Migrations.sqlite.count + 1, name: "more") {
        Array("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;".utf8)
    }

    private func migrate(with migrations: [Migration]) throws {
        let file = LibraryFile(location: library.path, patience: 5)
        _ = try Migrator(file: file, migrations: migrations).run(on: library.connect())
    }

    private func code(_ purpose: SinkContext.Purpose) async -> SkillSplitError.Code? {
        do {
            _ = try await library.open(purpose)
            return nil
        } catch {
            return (error as? SkillSplitError)?.code
        }
    }

    @Test func createsTheLibraryForItsOwnerOnly() async throws {
        let nested = "\(library.folder.path)/some/folder/library.db"
        let sink = try SQLiteSink(location: nested, options: SQLiteSink.Options())
        let session = try await sink.open(SinkContext(purpose: .write))
        try await session.store([.make("c/a.md", "# A\n")])
        #expect(try FileBytes.permissions(of: nested) == 0o600)
        #expect(try FileBytes.permissions(of: nested + "-wal") == 0o600)
        #expect(try FileBytes.permissions(of: "\(library.folder.path)/some/folder") == 0o700)
        try await session.finish()
        #expect(try FileBytes.entries(of: "\(library.folder.path)/some/folder") == ["library.db"])
    }

    @Test func readingCreatesNothing() async throws {
        #expect(await code(.read) == .notFound)
        #expect(try FileBytes.entries(of: library.folder.path).isEmpty)
        try FileBytes.write([], to: library.path)
        #expect(await code(.read) == .notFound)
        #expect(try FileBytes.read(library.path).isEmpty)
    }

    @Test func refusesToWriteInASessionThatReads() async throws {
        try await library.open().finish()
        let session = try await library.open(.read)
        await #expect(throws: SkillSplitError.self) { try await session.write([.make("c/a.md", "# A\n")]) }
        try await session.finish()
    }

    @Test func refusesWhatIsNoLibrary() async throws {
        try FileBytes.write(Array("# A Markdown file, and a long one at that\n".utf8), to: library.path)
        #expect(await code(.read) == .incompatible)
        #expect(await code(.write) == .incompatible)
    }

    @Test func refusesAnotherProgramsDatabaseAndLeavesItAsItIs() async throws {
        try Connection(path: library.path, mode: .create, patience: 1).execute(
            "CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT)"
        )
        let before = try FileBytes.read(library.path)
        #expect(await code(.read) == .incompatible)
        #expect(await code(.write) == .incompatible)
        #expect(try FileBytes.read(library.path) == before)
    }

    @Test func refusesANewerLibraryByItsVersion() async throws {
        try await library.open().finish()
        try library.execute("PRAGMA user_version = 99")
        for purpose in [SinkContext.Purpose.read, .write] {
            do {
                _ = try await library.open(purpose)
                Issue.record("a newer library was opened")
            } catch let error as SkillSplitError {
                #expect(error.code == .incompatible)
                #expect(error.message.contains("99") && error.message.contains(library.path))
            }
        }
    }

    @Test func migratesAfterABackup() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\n")])
        try await session.finish()
        try migrate(with: Migrations.sqlite + [Self.next])
        #expect(try library.integer("PRAGMA user_version") == Self.next.version)
        #expect(try library.integer("SELECT count(*) FROM more") == 0)
        #expect(try library.integer("SELECT count(*) FROM schema_migrations") == Self.next.version)
        let backup = library.path + ".schema-\(Migrations.sqlite.count)-backup"
        #expect(try FileBytes.permissions(of: backup) == 0o600)
        let old = try await SQLiteSink(location: backup, options: SQLiteSink.Options()).open(
            SinkContext(purpose: .read)
        )
        #expect(try await old.files(.all, after: nil, limit: 10).count == 1)
        try await old.finish()
        #expect(await code(.read) == .incompatible, "a library of the next schema is a newer one")
    }

    @Test func aMigrationThatFailsChangesNothing() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\n")])
        try await session.finish()
        let broken = Migration(version: Self.next.version, name: "broken") {
            Array("CREATE TABLE more (id INTEGER); DROP TABLE absent;".utf8)
        }
        #expect(throws: SkillSplitError.self) { try migrate(with: Migrations.sqlite + [broken]) }
        let again = try await library.open()
        #expect(try await again.files(.all, after: nil, limit: 10).count == 1)
        #expect(try library.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'more'") == 0)
        try await again.expectSound()
    }

    @Test func saysWhichStepsALibraryHasTaken() async throws {
        let sink = try SQLiteSink(location: library.path, options: SQLiteSink.Options())
        #expect(sink.schemaSteps.map(\.version) == Migrations.sqlite.map(\.version))
        #expect(try await sink.appliedVersions() == [])
        #expect(try FileBytes.entries(of: library.folder.path).isEmpty, "looking creates nothing")
        #expect(try await sink.migrate() == SchemaChange(applied: sink.schemaSteps.map(\.version), backup: nil))
        #expect(try await sink.appliedVersions() == sink.schemaSteps.map(\.version))
        #expect(try await sink.migrate() == SchemaChange(applied: [], backup: nil))
        try library.execute("PRAGMA user_version = 99")
        await #expect(throws: SkillSplitError.self) { try await sink.appliedVersions() }
        await #expect(throws: SkillSplitError.self) { try await sink.migrate() }
    }

    @Test func aBackupOfAnOlderSchemaIsBroughtUpWhenItIsChecked() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\n")])
        try await session.finish()
        let file = LibraryFile(location: library.path, patience: 5)
        let migrator = Migrator(file: file, migrations: Migrations.sqlite + [Self.next], keepsBackup: false)
        #expect(try migrator.run(on: library.connect()) == SchemaChange(applied: [Self.next.version], backup: nil))
        #expect(!(try FileBytes.entries(of: library.folder.path).contains { $0.contains("backup") }))
    }

    @Test func refusesALibraryWhoseMigrationsWereOthers() async throws {
        try await library.open().finish()
        try library.execute("UPDATE schema_migrations SET checksum = zeroblob(32)")
        #expect(await code(.write) == .incompatible)
    }

    @Test func opensALibraryInAFolderThatCannotBeWritten() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\nneedle\n")])
        try await session.finish()
        // The tests may run as root, whom permissions do not stop; the fallback is tried itself.
        let connection = try Connection(path: library.path, mode: .immutable, patience: 0)
        #expect(try connection.integer("SELECT count(*) FROM files") == 1)
        let odd = library.folder.unusedPath("#?% ü.db")
        try FileBytes.write(FileBytes.read(library.path), to: odd)
        #expect(try Connection(path: odd, mode: .immutable, patience: 0).integer("SELECT count(*) FROM files") == 1)
    }
}
