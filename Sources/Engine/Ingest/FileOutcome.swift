public import SkillSplitHost

/// What became of one file that the walk met; every file has exactly one outcome.
public enum FileOutcome: Sendable, Hashable {
    /// At least one sink inserted or updated it, and none refused it.
    case stored
    /// Every sink already had it.
    case unchanged
    /// A rule left it out.
    case skipped(rule: String)
    /// It could not be read, parsed or written.
    case failed(SkillSplitError)
}
