import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The clock that file systems stamp with.
enum FileClock {
    /// The time in nanoseconds since 1970, by the clock whose ticks the kernel writes into files.
    static var now: Int64 {
        var time = timespec()
        #if canImport(Glibc)
            clock_gettime(CLOCK_REALTIME_COARSE, &time)
        #else
            clock_gettime(CLOCK_REALTIME, &time)
        #endif
        return time.nanoseconds
    }

    /// Whether a change after `moment` must leave another stamp than `stamp`.
    ///
    /// True where the last change is older than `moment` by more than one tick. A tick is taken as 20 ms: kernels stamp
    /// by a clock that advances every 1 to 10 ms. Where both times are whole seconds the file system may count in
    /// seconds (ext3, HFS+) or in pairs of them (FAT), and a tick is taken as two.
    static func isSettled(_ stamp: FileStamp, at moment: Int64) -> Bool {
        let second: Int64 = 1_000_000_000
        let isCoarse = stamp.modified % second == 0 && stamp.changed % second == 0
        let tick = isCoarse ? 2 * second : 20_000_000
        return max(stamp.modified, stamp.changed) < moment &- tick
    }
}
