#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

enum BinaryLogarithm {
    static func of(_ value: Double) -> Double { log2(value) }
}
