#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A running ctags and the socket that is its standard input and output.
///
/// Requests and answers alternate, so the object has no state of its own. The child sees the end of its input when this
/// process ends, however it ends, and stops.
final class TagProcess: Sendable {
    enum Failure: Error {
        /// It took too long, or answered too much.
        case overLimit
        /// It ended, or said what ctags does not say.
        case broken
    }

    /// The most bytes of an answer.
    static let answerLimit = 32 << 20

    let pid: pid_t
    private let socket: Int32

    init(pid: pid_t, socket: Int32) {
        self.pid = pid
        self.socket = socket
    }

    /// Kills the child and waits for it, so that none is left as a zombie.
    deinit {
        close(socket)
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1, errno == EINTR {}
    }

    /// Sends `request`, and returns the lines of the answer up to and without the one that starts with `last`.
    func exchange(_ request: [UInt8], until last: StaticString, seconds: Int) throws(Failure) -> [UInt8] {
        let deadline = Self.now() + seconds * 1000
        var answer: [UInt8] = []
        var sent = 0
        while true {
            sent += try send(request, from: sent)
            let size = try receive(&answer)
            if size > 0, let end = Self.end(of: answer, at: last) {
                answer.removeSubrange(end...)
                return answer
            }
            guard answer.count <= Self.answerLimit else { throw .overLimit }
            try wait(toSend: sent < request.count, until: deadline)
        }
    }

    /// Sends what fits into the socket; a child that is gone is no signal, but an error.
    private func send(_ request: [UInt8], from start: Int) throws(Failure) -> Int {
        guard start < request.count else { return 0 }
        let sent = request.withUnsafeBytes { bytes in
            #if canImport(Darwin)
                Darwin.send(socket, bytes.baseAddress.map { $0 + start }, bytes.count - start, MSG_DONTWAIT)
            #else
                Glibc.send(
                    socket,
                    bytes.baseAddress.map { $0 + start },
                    bytes.count - start,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                )
            #endif
        }
        if sent < 0 {
            guard errno == EAGAIN || errno == EINTR else { throw .broken }
            return 0
        }
        return sent
    }

    private func receive(_ answer: inout [UInt8]) throws(Failure) -> Int {
        var chunk: (size: Int, error: Int32) = (0, 0)
        let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            #if canImport(Darwin)
                let size = recv(socket, buffer.baseAddress, buffer.count, MSG_DONTWAIT)
            #else
                let size = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            #endif
            chunk = (size, errno)
            count = max(0, size)
        }
        if chunk.size == 0 { throw .broken }
        if chunk.size < 0 {
            guard chunk.error == EAGAIN || chunk.error == EINTR else { throw .broken }
            return 0
        }
        answer += part
        return chunk.size
    }

    private func wait(toSend: Bool, until deadline: Int) throws(Failure) {
        let left = deadline - Self.now()
        guard left > 0 else { throw .overLimit }
        var entry = pollfd(fd: socket, events: Int16(POLLIN) | (toSend ? Int16(POLLOUT) : 0), revents: 0)
        _ = poll(&entry, 1, Int32(min(left, 60_000)))
    }

    /// Where the last line starts, if it is whole and starts with `text`.
    private static func end(of answer: [UInt8], at text: StaticString) -> Int? {
        guard answer.last == UInt8(ascii: "\n") else { return nil }
        let start = answer.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let prefix = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return answer[start...].starts(with: prefix) ? start : nil
    }

    /// Milliseconds on a clock that never goes back.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
