/// How often a request is sent again, and after which pause.
struct RetryPolicy: Sendable, Hashable {
    /// In all, the first one included.
    var attempts = 12
    /// For one request with all its pauses.
    var budget: Duration = .seconds(180)
    /// The longest first pause.
    var base: Duration = .milliseconds(100)
    /// The longest pause of all; a server that asks for more is obeyed up to the budget.
    var cap: Duration = .seconds(15)

    /// The pause before the attempt after `attempt`, from 1: any length up to a bound that doubles ("full jitter"), so
    /// that many clients do not come back together.
    func pause(after attempt: Int, random: Double) -> Duration {
        let bound = base * Double(1 << min(attempt - 1, 20))
        return min(bound, cap) * random
    }

    /// Whether a status says that the same request may succeed later.
    ///
    /// Every write of ours is safe to repeat: a batch carries an id under which the server remembers its answer.
    static func isTransient(status: Int) -> Bool {
        switch status {
        case 408, 425, 429, 500, 502, 503, 504, 520...530, 544: true
        default: false
        }
    }

    /// Whether libcurl's `code` is a failure of the connection, not of the request.
    static func isTransient(code: Int) -> Bool {
        // Resolving, connecting, HTTP/2 framing, partial answers, time-outs, TLS, empty answers, sending, receiving.
        [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92, 96].contains(code)
    }

    /// The pause that `Retry-After` asks for in seconds; a date is left to our own pauses.
    static func requested(_ retryAfter: String?) -> Duration? {
        retryAfter.flatMap { Int($0) }.flatMap { $0 >= 0 ? .seconds($0) : nil }
    }
}

/// The parts of retrying that a test replaces.
struct Clockwork: Sendable {
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
}
