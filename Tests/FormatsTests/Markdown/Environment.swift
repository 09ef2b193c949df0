#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Settings of the tests.
enum Environment {
    static func text(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    static func number(_ name: String) -> Int? {
        text(name).flatMap { Int($0) }
    }
}
