/// A sink whose library has a schema that is brought up to date in steps.
///
/// A library records the version and the checksum of each step that it took, so that one which a newer program wrote, or
/// whose steps were other ones, is refused and not harmed.
public protocol MigratingLibrary: SinkPlugin {
    /// Every step of the schema, in ascending order of versions; no I/O.
    var schemaSteps: [SchemaStep] { get }

    /// The versions of the steps that the library has taken, ascending; empty where there is no library yet.
    ///
    /// - Throws: ``SkillSplitError`` with the code `incompatible` for a library that a newer program wrote, or that is
    ///   no library at all; another code where it cannot be read.
    func appliedVersions() async throws(SkillSplitError) -> [Int]

    /// Takes the steps that the library lacks, all of them or none, after a backup of a library that holds something.
    func migrate() async throws(SkillSplitError) -> SchemaChange

    /// The SQL of `steps`, for someone who runs it by hand.
    func script(of steps: [SchemaStep]) -> String
}

extension MigratingLibrary {
    public func script(of steps: [SchemaStep]) -> String {
        steps.map { "-- \($0.version) \($0.name)\n\($0.sql)\n" }.joined()
    }
}

/// One step of a schema.
public struct SchemaStep: Sendable, Hashable {
    public let version: Int
    public let name: String
    /// The statements, separated by semicolons.
    public let sql: String

    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}

/// What a migration did.
public struct SchemaChange: Sendable, Hashable {
    /// The versions of the steps that were taken; empty where the library was up to date.
    public let applied: [Int]
    /// Where the library as it was before is kept; `nil` where it held nothing, or keeps its backups elsewhere.
    public let backup: String?

    public init(applied: [Int], backup: String?) {
        self.applied = applied
        self.backup = backup
    }
}
