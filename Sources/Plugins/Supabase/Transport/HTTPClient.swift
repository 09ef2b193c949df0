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

    /// - Parameters:
    ///   - userAgent: Who we say we are.
    ///   - connections: How many connections may be open at once.
    ///   - limits: Of each request.
    /// - Throws: ``SkillSplitError`` where libcurl is missing or cannot be started.
    init(userAgent: String, connections: Int = 8, limits: HTTPLimits = HTTPLimits()) throws(SkillSplitError) {
        if let problem = sksp_curl_load() {
            throw SkillSplitError(
                .network,
                "cannot speak to Supabase: \(String(cString: problem))",
                remedy: "Install libcurl 7.68 or later; on Debian: apt-get install libcurl4."
            )
        }
        guard let engine = TransferEngine(userAgent: userAgent, connections: connections, limits: limits) else {
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

    private let shared = Mutex(Shared())
    private let userAgent: String
    private let limits: HTTPLimits
    // Made before the thread starts and freed when it ends. Only that thread uses it, but for `sksp_multi_wake`, which
    // libcurl allows from any thread and which is called under the lock, while the thread cannot have ended.
    private nonisolated(unsafe) let multi: OpaquePointer

    init?(userAgent: String, connections: Int, limits: HTTPLimits) {
        guard let multi = sksp_multi_new(connections) else { return nil }
        self.multi = multi
        self.userAgent = userAgent
        self.limits = limits
    }

    func ticket() -> UInt64 {
        shared.withLock { shared in
            shared.next += 1
            return shared.next
        }
    }

    func submit(_ request: HTTPRequest, ticket: UInt64, completion: @escaping Completion) {
        shared.withLock { shared in
            shared.submissions.append(Submission(ticket: ticket, request: request, completion: completion))
            sksp_multi_wake(multi)
        }
    }

    func cancel(_ ticket: UInt64) {
        shared.withLock { shared in
            shared.cancelled.insert(ticket)
            sksp_multi_wake(multi)
        }
    }

    func stop() {
        shared.withLock { shared in
            shared.isStopping = true
            sksp_multi_wake(multi)
        }
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
            if isStopping, running.isEmpty {
                // Under the lock, so that nobody wakes what is gone.
                shared.withLock { _ in sksp_multi_free(multi) }
                return
            }
            sksp_multi_run(multi, 10_000)
            while let transfer = sksp_multi_next_ended(multi) {
                running.removeValue(forKey: transfer)?.completion(Self.result(of: transfer))
                sksp_transfer_free(transfer)
            }
        }
    }

    private func begin(_ submission: Submission, _ running: inout [OpaquePointer: Submission]) {
        let request = submission.request
        let transfer: OpaquePointer?
        if let body = request.body {
            transfer = body.withUnsafeBytes { bytes in
                // An empty array has no address, and without one libcurl would send a GET.
                let start = bytes.baseAddress ?? UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
                return sksp_transfer_new(request.url, userAgent, start, bytes.count)
            }
        } else {
            transfer = sksp_transfer_new(request.url, userAgent, nil, 0)
        }
        guard let transfer else {
            return submission.completion(.failure(.network(code: 27, problem: "out of memory")))
        }
        sksp_transfer_limits(transfer, limits.connect, limits.total, limits.stall, limits.answer)
        let isReady = request.headers.allSatisfy { sksp_transfer_header(transfer, $0) }
        guard isReady, sksp_multi_add(multi, transfer) else {
            sksp_transfer_free(transfer)
            return submission.completion(.failure(.network(code: 27, problem: "out of memory")))
        }
        running[transfer] = submission
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
