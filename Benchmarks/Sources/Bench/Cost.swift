#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a run cost.
struct Cost {
    let wall: Duration
    /// User and system time of all cores.
    let cpu: Duration
    /// The largest resident set, in bytes; 0 for work inside this process.
    let peak: Int

    private init(wall: Duration, cpu: Duration) {
        self.wall = wall
        self.cpu = cpu
        peak = 0
    }

    init(wall: Duration, usage: rusage) {
        self.wall = wall
        cpu = Duration(usage.ru_utime) + Duration(usage.ru_stime)
        #if canImport(Darwin)
            peak = Int(usage.ru_maxrss)
        #else
            // Linux counts in units of 1024 bytes.
            peak = Int(usage.ru_maxrss) * 1024
        #endif
    }

    /// What it costs to run `body` in this process, which runs nothing else meanwhile.
    static func measuring(_ body: () -> Void) -> Cost {
        let start = (wall: ContinuousClock.now, cpu: processorTime)
        body()
        return Cost(wall: ContinuousClock.now - start.wall, cpu: processorTime - start.cpu)
    }

    private static var processorTime: Duration {
        var usage = rusage()
        // RUSAGE_SELF, which Swift imports as another type on each system.
        getrusage(0, &usage)
        return Duration(usage.ru_utime) + Duration(usage.ru_stime)
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(Int(time.tv_sec)) + .microseconds(Int(time.tv_usec))
    }

    var seconds: Double { self / .seconds(1) }
}
