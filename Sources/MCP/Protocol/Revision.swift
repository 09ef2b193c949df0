/// The revisions of the Model Context Protocol that the server speaks.
enum Revision: String, Sendable, Hashable, CaseIterable, Comparable {
    case november2024 = "2024-11-05"
    case march2025 = "2025-03-26"
    case june2025 = "2025-06-18"
    case november2025 = "2025-11-25"
    /// Stateless: each request says its revision in `_meta`.
    case july2026 = "2026-07-28"

    /// The newest of those that begin with `initialize`.
    static let newestWithHandshake = Revision.november2025

    static func < (left: Revision, right: Revision) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether requests stand alone, without a handshake before them.
    var isStateless: Bool { self >= .july2026 }
    /// Whether tools say what they do in `annotations`.
    var hasAnnotations: Bool { self >= .march2025 }
    /// Whether completion is a capability of its own.
    var declaresCompletions: Bool { self >= .march2025 }
    /// Whether resources have titles, and tools output schemas and structured content.
    var hasStructuredContent: Bool { self >= .june2025 }
    /// Whether one line may hold several messages in an array.
    var hasBatches: Bool { self == .march2025 }
    /// The code of "no such resource".
    var resourceNotFoundCode: Int { isStateless ? RPCError.invalidParameters : -32_002 }
}
