import CCurl
import SkillSplitHost
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Sends requests over pooled connections; libcurl runs on a thread of its own.
final class HTTPClient: Sendable {
    private let engine: TransferEngine

    /// - Parameter limits: Of each request.
    /// - Throws: ``SkillSplitError`` where libcurl is missing or cannot be started.
    init(limits: HTTPLimits = HTTPLimits()) throws(SkillSplitError) {
        if let problem = sksp_curl_load() {
            throw SkillSplitError(
                .network,
                "cannot speak to Supabase: \(String(cString: problem))",
                remedy: "Install libcurl 7.68 or later; on Debian: apt-get install libcurl4."
            )
        }
        guard let engine = TransferEngine(limits) else {
            throw SkillSplitError(.network, "cannot start libcurl", remedy: "Free some memory, and try again.")
        }
        self.engine = engine
        guard engine.start() else {
            throw SkillSplitError(.network, "cannot start a thread", remedy: "End other programs, and try again.")
        }
    }

    deinit {
        engine.stop()
    }

    /// Sends one request; a task that is cancelled ends it at once.
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let ticket = engine.ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                engine.submit(request, ticket: ticket) { continuation.resume(returning: $0) }
                // The handler may have run before there was anything to end.
                if Task.isCancelled { engine.cancel(ticket) }
            }
        } onCancel: {
            engine.cancel(ticket)
        }
        return try result.get()
    }
}

/// The thread that moves transfers on, and what it shares with those who wait for them.
private final class TransferEngine: Sendable {
    typealias Completion = @Sendable (Result<HTTPResponse, HTTPFailure>) -> Void

    private struct Submission {
        let ticket: UInt64
        let request: HTTPRequest
        let completion: Completion
    }

    private struct Shared {
        var next: UInt64 = 0
        var submissions: [Submission] = []
        var cancelled: Set<UInt64> = []
        var isStopping = false
    }

    private static let userAgent = "skill-split (libcurl)"
    /// How many connections may be open at once.
    private static let connections = 8

    private let shared = Mutex(Shared())
    private let limits: HTTPLimits
    // Proof that nothing races: it never changes and is freed by `deinit` alone; every access goes through a reference to
    // the engine, so none comes later, however late `cancel` or `stop` are called. The thread holds one until `run` has
    // returned, and `run` and `wake` keep the engine alive to their ends. All uses are made by that thread, in `run` and
    // what it calls, but for `sksp_multi_wake`, which libcurl allows from any thread at any time.
    private nonisolated(unsafe) let multi: OpaquePointer

    init?(_ limits: HTTPLimits) {
        guard let multi = sksp_multi_new(Self.connections) else { return nil }
        self.multi = multi
        self.limits = limits
    }

    deinit {
        sksp_multi_free(multi)
    }

    func ticket() -> UInt64 {
        shared.withLock { shared in
            shared.next += 1
            return shared.next
        }
    }

    /// Has `completion` called with what comes back; never called after ``stop()``, since the client that calls it is gone.
    func submit(_ request: HTTPRequest, ticket: UInt64, completion: @escaping Completion) {
        shared.withLock { shared in
            shared.submissions.append(Submission(ticket: ticket, request: request, completion: completion))
        }
        wake()
    }

    /// Ends a request; one that has ended, or was not submitted yet, is passed over.
    func cancel(_ ticket: UInt64) {
        shared.withLock { _ = $0.cancelled.insert(ticket) }
        wake()
    }

    /// Lets the thread end after the last transfer.
    func stop() {
        shared.withLock { $0.isStopping = true }
        wake()
    }

    /// Lets the thread look at what it shares.
    private func wake() {
        // The engine, and with it the handle, must not go before libcurl has returned.
        withExtendedLifetime(self) { sksp_multi_wake(multi) }
    }

    /// Whether the thread could be started.
    func start() -> Bool {
        let context = Unmanaged.passRetained(self)
        guard startThread(context.toOpaque()) else {
            context.release()
            return false
        }
        return true
    }

    fileprivate func run() {
        defer { withExtendedLifetime(self) {} }
        var running: [OpaquePointer: Submission] = [:]
        while true {
            let (submissions, cancelled, isStopping) = shared.withLock { shared in
                let taken = (shared.submissions, shared.cancelled, shared.isStopping)
                shared.submissions = []
                shared.cancelled = []
                return taken
            }
            for submission in submissions { begin(submission, &running) }
            if !cancelled.isEmpty { end(cancelled, &running) }
            if isStopping, running.isEmpty { return }
            sksp_multi_run(multi, 10_000)
            while let transfer = sksp_multi_next_ended(multi) {
                running.removeValue(forKey: transfer)?.completion(Self.result(of: transfer))
                sksp_transfer_free(transfer)
            }
        }
    }

    private func begin(_ submission: Submission, _ running: inout [OpaquePointer: Submission]) {
        guard let transfer = transfer(of: submission.request) else {
            return submission.completion(.failure(.network(code: 27, problem: "out of memory")))
        }
        running[transfer] = submission
    }

    /// A transfer that is under way; `nil` where there is no memory.
    private func transfer(of request: HTTPRequest) -> OpaquePointer? {
        guard let transfer = sksp_transfer_new(request.url, Self.userAgent) else { return nil }
        sksp_transfer_limits(transfer, limits.connect, limits.total, limits.stall, limits.answer)
        let isReady =
            request.body?.withUnsafeBytes { sksp_transfer_post(transfer, $0.baseAddress, $0.count) } ?? true
        guard isReady, request.headers.allSatisfy({ sksp_transfer_header(transfer, $0) }),
            sksp_multi_add(multi, transfer)
        else {
            sksp_transfer_free(transfer)
            return nil
        }
        return transfer
    }

    private func end(_ cancelled: Set<UInt64>, _ running: inout [OpaquePointer: Submission]) {
        for (transfer, submission) in running where cancelled.contains(submission.ticket) {
            sksp_multi_remove(multi, transfer)
            sksp_transfer_free(transfer)
            running[transfer] = nil
            submission.completion(.failure(.cancelled))
        }
    }

    private static func result(of transfer: OpaquePointer) -> Result<HTTPResponse, HTTPFailure> {
        let code = Int(sksp_transfer_code(transfer))
        guard code == 0 else {
            return .failure(.network(code: code, problem: String(cString: sksp_transfer_problem(transfer))))
        }
        let bytes = UnsafeRawBufferPointer(start: sksp_transfer_bytes(transfer), count: sksp_transfer_size(transfer))
        return .success(
            HTTPResponse(
                status: sksp_transfer_status(transfer),
                retryAfter: sksp_transfer_retry_after(transfer).map { String(cString: $0) },
                body: Array(bytes)
            )
        )
    }
}

// The closure that a thread starts with is of C, and takes its context as a pointer that may be null on Linux alone.
private func startThread(_ context: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, { runTransfers($0) }, context)
        if code == 0, let thread { pthread_detach(thread) }
        return code == 0
    #else
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { context in context.flatMap { runTransfers($0) } }, context)
        if code == 0 { pthread_detach(thread) }
        return code == 0
    #endif
}

private func runTransfers(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<TransferEngine>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
