/// Which credentials may leave for a place that others can read.
public struct SecretPolicy: Sendable, Hashable {
    /// Whether any may.
    public var allowsAll = false
    /// The fingerprints of those that may.
    public var allowed: Set<String> = []

    public init(allowsAll: Bool = false, allowed: Set<String> = []) {
        self.allowsAll = allowsAll
        self.allowed = allowed
    }
}
