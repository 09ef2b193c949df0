#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe to or from a child.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure(description: "cannot make a pipe") }
        (reading, writing) = (ends[0], ends[1])
    }

    func closeReading() { close(reading) }
    func closeWriting() { close(writing) }

    /// Sends `text`; `false` where the other end is closed.
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        // A pipe that waits takes all at once.
        return write(writing, bytes, bytes.count) == bytes.count
    }

    /// Reads to the end of the first line; `false` where there is none.
    func readLine() -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = block.withUnsafeMutableBytes { read(reading, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            if block[..<count].contains(UInt8(ascii: "\n")) { return true }
        }
    }
}
