/// A library that can check its own structure and mend it.
public protocol SelfChecking: LibrarySession {
    /// Checks structure, hashes, index against content, orphans and cache.
    ///
    /// - Parameter repair: Whether to mend what can be mended.
    /// - Returns: What is wrong; empty for a sound library.
    /// - Throws: ``SkillSplitError`` when the library cannot be read at all.
    func check(repair: Bool) async throws(SkillSplitError) -> [Finding]
}

/// Something wrong with a library.
public struct Finding: Sendable, Hashable {
    /// A stable name, such as `index-mismatch`.
    public let rule: String
    public let severity: Diagnostic.Severity
    /// What is wrong, and what is affected by it.
    public let summary: String
    /// The command that mends it, or what else to do.
    public let remedy: String
    /// Whether this run mended it.
    public let isRepaired: Bool

    public init(
        rule: String,
        severity: Diagnostic.Severity,
        summary: String,
        remedy: String,
        isRepaired: Bool = false
    ) {
        self.rule = rule
        self.severity = severity
        self.summary = summary
        self.remedy = remedy
        self.isRepaired = isRepaired
    }
}
