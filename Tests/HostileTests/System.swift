import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// System calls on paths of any bytes, which Foundation cannot name.
enum System {
    struct Failure: Error {
        let call: String
        let path: [UInt8]
        let code: Int32
    }

    static func write(_ bytes: [UInt8], to path: [UInt8], mode: Int) throws {
        let descriptor = open(cString(path), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try check(descriptor, "open", path)
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            try check(Int32(clamping: count), "write", path)
            rest = rest.dropFirst(count)
        }
        try check(fchmod(descriptor, mode_t(mode)), "fchmod", path)
    }

    static func read(_ path: [UInt8]) throws -> [UInt8] {
        let descriptor = open(cString(path), O_RDONLY)
        try check(descriptor, "open", path)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            try check(Int32(clamping: count), "read", path)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func makeFolder(_ path: [UInt8]) throws {
        let result = mkdir(cString(path), 0o755)
        if result != 0, errno == EEXIST { return }
        try check(result, "mkdir", path)
    }

    static func link(_ path: [UInt8], to target: String) throws {
        try check(symlink(target, cString(path)), "symlink", path)
    }

    static func makePipe(_ path: [UInt8]) throws {
        try check(mkfifo(cString(path), 0o644), "mkfifo", path)
    }

    private static func cString(_ path: [UInt8]) -> [CChar] {
        path.map { CChar(bitPattern: $0) } + [0]
    }

    private static func check(_ result: Int32, _ call: String, _ path: [UInt8]) throws {
        if result < 0 { throw Failure(call: call, path: path, code: errno) }
    }
}
