#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension TagServer {
    /// What the installed ctags calls itself, such as `Universal Ctags 5.9.0`; `nil` where there is none, or another one.
    public var version: String? {
        // A name from the code, not from a user: it needs no quoting.
        guard let stream = popen("\(executable) --version 2>/dev/null", "r") else { return nil }
        defer { pclose(stream) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), stream) != nil else { return nil }
        let bytes = line.prefix { $0 != 0 && $0 != CChar(bitPattern: UInt8(ascii: ",")) }
        let text = String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.hasPrefix("Universal Ctags") ? text : nil
    }
}
