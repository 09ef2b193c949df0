public import SkillSplitHost

/// What one sink did in a run.
public struct SinkReport: Sendable, Hashable {
    /// The sink's URL.
    public let sink: String
    public internal(set) var inserted = 0
    public internal(set) var updated = 0
    public internal(set) var unchanged = 0
    public internal(set) var rejected = 0
    public internal(set) var deleted = 0
    /// Of those updated, the ones that have another path now.
    public internal(set) var renamed = 0
    /// What stopped the sink; the records that it had not committed are not in it.
    public internal(set) var failure: SkillSplitError?

    init(sink: String) {
        self.sink = sink
    }
}
