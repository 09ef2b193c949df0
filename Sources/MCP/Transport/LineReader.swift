#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads lines from a descriptor, in memory that no client can make grow.
struct LineReader {
    enum Line: Equatable {
        case text([UInt8])
        /// A line of more than ``longest`` bytes; it was passed over.
        case tooLong
    }

    /// In bytes.
    static let longest = 4 << 20

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// What of the buffer is known to hold no line feed.
    private var searched = 0
    private var start = 0
    private var isSkipping = false
    private var isAtEnd = false

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next line without its end; `nil` at the end of the input.
    ///
    /// Waits for it on the calling thread.
    mutating func next() -> Line? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = buffer[start..<end]
                start = end + 1
                searched = start
                if isSkipping {
                    isSkipping = false
                    return .tooLong
                }
                return .text(Array(line.last == 0x0D ? line.dropLast() : line))
            }
            searched = buffer.count
            if buffer.count - start > Self.longest {
                isSkipping = true
                discard()
            }
            guard !isAtEnd else { return last() }
            fill()
        }
    }

    /// What stands after the last line feed.
    private mutating func last() -> Line? {
        let rest = Array(buffer[start...])
        discard()
        if isSkipping {
            isSkipping = false
            return .tooLong
        }
        return rest.isEmpty ? nil : .text(rest)
    }

    private mutating func discard() {
        buffer.removeAll()
        (start, searched) = (0, 0)
    }

    private mutating func fill() {
        buffer.removeFirst(start)
        searched -= start
        start = 0
        if isSkipping { discard() }
        let room = 64 << 10
        let chunk = [UInt8](unsafeUninitializedCapacity: room) { chunk, count in
            while true {
                let got = read(descriptor, chunk.baseAddress, room)
                if got < 0, errno == EINTR { continue }
                if got < 0, errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    _ = poll(&wait, 1, -1)
                    continue
                }
                count = max(0, got)
                return
            }
        }
        isAtEnd = chunk.isEmpty
        buffer += chunk
    }
}
