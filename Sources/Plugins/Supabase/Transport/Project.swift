import SkillSplitHost
import Synchronization

/// A Supabase project: calls its functions, again and again where that helps.
final class Project: Sendable {
    /// How many requests were sent, and how much.
    struct Traffic: Sendable, Hashable {
        var requests = 0
        var bytesSent = 0
        var bytesReceived = 0
    }

    let host: String
    private let address: String
    private let key: APIKey
    private let client: HTTPClient
    private let policy: RetryPolicy
    private let clockwork: Clockwork
    private let counted = Mutex(Traffic())

    init(
        _ credentials: Credentials,
        policy: RetryPolicy = RetryPolicy(),
        limits: HTTPLimits = HTTPLimits(),
        clockwork: Clockwork = Clockwork()
    ) throws(SkillSplitError) {
        host = credentials.host
        address = "\(credentials.url)/rest/v1/rpc/"
        key = credentials.key
        self.policy = policy
        self.clockwork = clockwork
        client = try HTTPClient(limits: limits)
    }

    var traffic: Traffic { counted.withLock { $0 } }

    /// Calls a function with a JSON object as its arguments.
    func call(_ function: String, _ arguments: [UInt8]) async throws(ProjectFailure) -> MetadataValue {
        let request = HTTPRequest(
            url: address + function,
            headers: key.headers + ["Content-Type: application/json", "Accept: application/json"],
            body: arguments
        )
        let deadline = ContinuousClock.now + policy.budget
        var attempt = 1
        while true {
            switch await verdict(on: request, function) {
            case .success(let value): return value
            case .failure(let failure): throw failure
            case .again(let error, let requested):
                let pause = max(policy.pause(after: attempt, random: clockwork.random()), requested ?? .zero)
                guard attempt < policy.attempts, ContinuousClock.now + pause < deadline else {
                    throw .failed(error.repeated(attempt))
                }
                try await sleep(pause)
                attempt += 1
            }
        }
    }

    /// Waits as long as before the attempt after `attempt` of a request.
    func rest(after attempt: Int) async throws(ProjectFailure) {
        try await sleep(policy.pause(after: attempt, random: clockwork.random()))
    }

    private func sleep(_ pause: Duration) async throws(ProjectFailure) {
        do {
            try await clockwork.sleep(pause)
        } catch {
            throw .failed(.cancelled(host))
        }
    }

    private func verdict(on request: HTTPRequest, _ function: String) async -> Verdict {
        count(sent: request.body?.count ?? 0)
        do throws(HTTPFailure) {
            let response = try await client.send(request)
            counted.withLock { $0.bytesReceived += response.body.count }
            return Verdict(response, function: function, host: host).redacting(key)
        } catch {
            switch error {
            case .cancelled: return .failure(.failed(.cancelled(host)))
            case .network(let code, let problem):
                let error = SkillSplitError.unreachable(host, "\(key.redacted(problem)) (libcurl \(code))")
                return RetryPolicy.isTransient(code: code) ? .again(error, after: nil) : .failure(.failed(error))
            }
        }
    }

    private func count(sent bytes: Int) {
        counted.withLock {
            $0.requests += 1
            $0.bytesSent += bytes
        }
    }
}

extension Verdict {
    /// A server may repeat a header in its answer.
    fileprivate func redacting(_ key: APIKey) -> Verdict {
        switch self {
        case .success: self
        case .again(let error, let pause): .again(error.redacting(key), after: pause)
        case .failure(.tooLarge(let error)): .failure(.tooLarge(error.redacting(key)))
        case .failure(.failed(let error)): .failure(.failed(error.redacting(key)))
        }
    }
}

extension SkillSplitError {
    static func cancelled(_ host: String) -> SkillSplitError {
        SkillSplitError(
            .cancelled,
            "stopped while \(host) was being asked",
            remedy: "Run the command again; what was written stays."
        )
    }

    fileprivate func redacting(_ key: APIKey) -> SkillSplitError {
        SkillSplitError(code, message, remedy: remedy, cause: cause.map(key.redacted))
    }

    fileprivate func repeated(_ attempts: Int) -> SkillSplitError {
        SkillSplitError(code, "\(message), \(attempts) times in a row", remedy: remedy, cause: cause)
    }
}
