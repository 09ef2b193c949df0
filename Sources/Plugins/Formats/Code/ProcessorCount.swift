#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The number of processors that this process may use.
enum ProcessorCount {
    static var available: Int {
        #if canImport(Darwin)
            max(1, sysconf(_SC_NPROCESSORS_ONLN))
        #else
            max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        #endif
    }
}
