import SkillSplitHost

/// A way to run SQL as the owner of a project's database.
protocol SQLRunner: Sendable {
    /// Whose database it is, without a secret.
    var target: String { get }

    /// Runs statements, in one transaction unless they say otherwise.
    ///
    /// - Returns: The first column of what the last statement answers, which has to be called `answer`.
    /// - Throws: ``SkillSplitError`` when the database cannot be reached or refuses a statement.
    func run(_ sql: String) async throws(SkillSplitError) -> [String]
}

extension SkillSplitError {
    /// The database refused a statement, and with it the whole transaction.
    static func statementFailed(_ target: String, _ cause: String) -> SkillSplitError {
        SkillSplitError(
            .incompatible,
            "the database of \(target) refused a step of the schema; nothing was changed",
            remedy: "If the connection is that of the database's owner (postgres), report this.",
            cause: cause
        )
    }
}
