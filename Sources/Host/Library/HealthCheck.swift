/// A plugin that needs something from the system: a C library, a program.
public protocol SystemDependent: Sendable {
    /// What it needs, and whether it is there.
    static func requirements() async -> [HealthCheck]
}

/// A sink that can say how the place that it names is doing.
public protocol HealthReporting: SinkPlugin {
    /// Looks at what the sink would write to: whether it is there, who may read it, whether it is sound, whether a server
    /// answers and which credentials are set. Creates and changes nothing, and shows no secret.
    func examine() async -> [HealthCheck]
}

/// Something that was looked at, and how it is.
public struct HealthCheck: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case ok, warn, fail
    }

    /// What was looked at, as a short noun: `SQLite`, `library`, `search index`.
    public let name: String
    public let state: State
    /// What was found, on one line.
    public let detail: String
    /// What to do about it; `nil` where nothing is to be done.
    public let remedy: String?

    public init(_ name: String, _ state: State, _ detail: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.detail = detail
        self.remedy = remedy
    }

    /// The check of an operation that failed.
    public init(_ name: String, failure: SkillSplitError) {
        let cause = failure.cause.map { ": \($0)" } ?? ""
        self.init(name, .fail, failure.message + cause, remedy: failure.remedy)
    }
}
