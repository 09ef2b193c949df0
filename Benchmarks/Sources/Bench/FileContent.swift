#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum FileContent {
    /// The bytes of a file.
    static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else {
            throw BenchFailure(description: "cannot read '\(path)': \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Puts `text` into the file at `path`, making the folders above it.
    static func write(_ text: String, to path: String) throws {
        for (position, byte) in zip(path.indices, path) where byte == "/" && position > path.startIndex {
            mkdir(String(path[..<position]), 0o700)
        }
        guard let file = fopen(path, "w") else {
            throw BenchFailure(description: "cannot write '\(path)': \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var text = text
        let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        guard isWritten else { throw BenchFailure(description: "cannot write '\(path)'") }
    }
}
