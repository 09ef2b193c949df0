/// What stopped an operation, and what to do about it.
public struct SkillSplitError: Error, Sendable, Hashable {
    /// A stable name for a class of errors; an open set that plugins may extend.
    public struct Code: RawRepresentable, Sendable, Hashable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The command line or an option is wrong.
        public static let usage = Code(rawValue: "usage")
        /// Nothing has the name, address or id that was asked for.
        public static let notFound = Code(rawValue: "not-found")
        /// A file or folder could not be read.
        public static let unreadable = Code(rawValue: "unreadable")
        /// A target could not be written.
        public static let unwritable = Code(rawValue: "unwritable")
        /// A document path breaks its rules.
        public static let invalidPath = Code(rawValue: "invalid-path")
        /// A parser's sections do not tile its file.
        public static let untiledSections = Code(rawValue: "untiled-sections")
        /// Two plugins have one id, or a manifest is not well-formed.
        public static let invalidPlugin = Code(rawValue: "invalid-plugin")
        /// A limit on size, depth or time was met.
        public static let limit = Code(rawValue: "limit")
        /// A library or its storage is damaged.
        public static let corrupt = Code(rawValue: "corrupt")
        /// A library was written by a newer or much older version.
        public static let incompatible = Code(rawValue: "incompatible")
        /// Another process holds what is needed.
        public static let busy = Code(rawValue: "busy")
        /// The target holds what skill-split did not write, or what was changed since.
        public static let conflict = Code(rawValue: "conflict")
        /// A server could not be reached, or answered with an error.
        public static let network = Code(rawValue: "network")
        /// A credential is missing, or was found where none may be.
        public static let credential = Code(rawValue: "credential")
        /// The operation was stopped from outside.
        public static let cancelled = Code(rawValue: "cancelled")
    }

    public let code: Code
    /// What happened, and to what: a fragment that follows "error: ".
    public let message: String
    /// What to do about it: one or more sentences.
    public let remedy: String
    /// What the system or a library said, where that helps.
    public let cause: String?

    public init(_ code: Code, _ message: String, remedy: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.cause = cause
    }
}

extension SkillSplitError: CustomStringConvertible {
    public var description: String {
        cause.map { "\(message): \($0)\n\(remedy)" } ?? "\(message)\n\(remedy)"
    }
}
