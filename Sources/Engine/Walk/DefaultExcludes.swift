/// What a walk leaves out unless told otherwise: a table, printed by `skill-split` as well.
public enum DefaultExcludes {
    public struct Rule: Sendable, Hashable {
        /// Stands in the report, as `default-exclude:<name>`.
        public let name: String
        /// As in a `.gitignore`.
        public let patterns: [String]
        /// One sentence.
        public let reason: String
    }

    public static let rules: [Rule] = []
}
