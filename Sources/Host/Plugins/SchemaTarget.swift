/// A sink whose storage has a schema that is brought up to date on request.
public protocol SchemaTarget: SinkPlugin {
    /// Applies the steps that are missing, all of them or none; every row is kept.
    ///
    /// - Parameter isDryRun: Whether only to say which are missing.
    /// - Returns: Which steps were there, and which were not.
    /// - Throws: ``SkillSplitError`` when the storage cannot be reached, holds something else, or a step fails.
    func migrate(isDryRun: Bool) async throws(SkillSplitError) -> SchemaReport

    /// The statements of every step, for someone who runs them by hand; applying them twice changes nothing.
    var schemaScript: [UInt8] { get }
}

/// The steps of a schema, and where a storage stands.
public struct SchemaReport: Sendable, Hashable {
    /// What was migrated, for people.
    public let target: String
    /// The names of the steps that were there, in order.
    public let present: [String]
    /// The names of the steps that were missing, in order: applied now, unless it was a dry run.
    public let missing: [String]

    public init(target: String, present: [String], missing: [String]) {
        self.target = target
        self.present = present
        self.missing = missing
    }
}
