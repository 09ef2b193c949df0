/// A finding about a file that does not stop it from being stored.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable, Hashable, Comparable {
        case note, warning, error

        public static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// A stable name, `<plugin or format>/<rule>`, such as `front-matter/invalid-yaml`.
    public let rule: String
    public let severity: Severity
    /// What was found, in one line.
    public let summary: String
    /// What to do about it, where something can be done.
    public let remedy: String?
    /// The bytes of the file that it is about; `nil` for the whole file.
    public let range: ByteRange?

    public init(
        _ rule: String,
        _ severity: Severity,
        _ summary: String,
        remedy: String? = nil,
        range: ByteRange? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.summary = summary
        self.remedy = remedy
        self.range = range
    }
}
