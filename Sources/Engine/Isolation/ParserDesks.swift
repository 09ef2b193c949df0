import SkillSplitHost
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where each thread notes which file its parser works on, for a signal handler and the clock's thread to read.
// Proof that nothing races, where the compiler cannot look through pointers. Both are constants, and all that they lead to
// are atomics. None is reached before it is initialised: a desk is so by `init`, the words of its text by the first thread
// that takes it, and they are read only where `started` is not 0, which is released after that.
// What is read may still be of two files; `copyText` tells.
final class ParserDesks: @unchecked Sendable {
    /// More threads than parse at once on any machine; those beyond are not guarded.
    private static let count = 256
    /// Longer than twice the longest path that a system opens in one piece.
    static let textCapacity = 1 << 14
    private static let wordsPerText = textCapacity / 8

    private struct Desk: ~Copyable {
        /// Who has taken it; 0 where it is free.
        let thread = Atomic<UInt>(0)
        /// When the work on the file began, on the monotonic clock; 0 between files.
        let started = Atomic<Int64>(0)
        let textLength = Atomic(0)
        /// Whether the words of its text are initialised; most desks are never taken, and cost no memory.
        let hasWords = Atomic(false)
    }

    /// The work on one file.
    struct Work {
        let desk: Int
        let started: Int64
    }

    private let desks: UnsafeMutablePointer<Desk>
    /// What ``Quarantine/text(_:_:_:)`` says of each file, the first byte lowest.
    private let words: UnsafeMutablePointer<Atomic<UInt64>>

    init() {
        desks = .allocate(capacity: Self.count)
        for index in 0..<Self.count { (desks + index).initialize(to: Desk()) }
        words = .allocate(capacity: Self.count * Self.wordsPerText)
    }

    deinit {
        desks.deinitialize(count: Self.count)
        desks.deallocate()
        // Integers need no end.
        words.deallocate()
    }

    // MARK: For the thread of a parser

    /// Takes a free desk; `nil` where there is none.
    func take() -> Int? {
        let free = (0..<Self.count).first { index in
            desks[index].thread.compareExchange(
                expected: 0,
                desired: Self.thisThread,
                ordering: .acquiringAndReleasing
            ).exchanged
        }
        if let free, !desks[free].hasWords.exchange(true, ordering: .relaxed) {
            for index in 0..<Self.wordsPerText { (text(at: free) + index).initialize(to: Atomic(0)) }
        }
        return free
    }

    func leave(_ desk: Int) {
        desks[desk].thread.store(0, ordering: .releasing)
    }

    /// Notes that the work on a file begins.
    func begin(_ text: [UInt8], at desk: Int) {
        guard text.count <= Self.textCapacity else { return }
        // Whoever reads a word of this text is to see that the file before was done with.
        atomicMemoryFence(ordering: .releasing)
        let words = self.text(at: desk)
        for start in stride(from: 0, to: text.count, by: 8) {
            var word: UInt64 = 0
            for index in (start..<min(start + 8, text.count)).reversed() { word = word << 8 | UInt64(text[index]) }
            words[start / 8].store(word, ordering: .relaxed)
        }
        desks[desk].textLength.store(text.count, ordering: .relaxed)
        desks[desk].started.store(MonotonicClock.now, ordering: .releasing)
    }

    /// Replaces the first byte of the text.
    func setStage(_ stage: Quarantine.Stage, at desk: Int) {
        let word = text(at: desk)[0].load(ordering: .relaxed)
        text(at: desk)[0].store(word & ~0xFF | UInt64(stage.rawValue), ordering: .relaxed)
    }

    func end(at desk: Int) {
        desks[desk].started.store(0, ordering: .releasing)
    }

    // MARK: For the signal handler and the clock

    /// What this thread works on.
    var ofThisThread: Work? {
        let thread = Self.thisThread
        var index = 0
        while index < Self.count {
            if desks[index].thread.load(ordering: .relaxed) == thread { return work(at: index) }
            index += 1
        }
        return nil
    }

    /// Work that was begun before `moment`.
    func first(startedBefore moment: Int64) -> Work? {
        for index in 0..<Self.count {
            if let work = work(at: index), work.started < moment { return work }
        }
        return nil
    }

    /// Copies the text of `work` to `target`, without allocating memory.
    ///
    /// - Returns: Its length; `nil` where the work is over by now, or the text does not fit.
    func copyText(of work: Work, to target: UnsafeMutableBufferPointer<CChar>) -> Int? {
        let words = text(at: work.desk)
        let length = desks[work.desk].textLength.load(ordering: .relaxed)
        guard length <= target.count else { return nil }
        var index = 0
        while index < length {
            let word = words[index / 8].load(ordering: .relaxed)
            target[index] = CChar(truncatingIfNeeded: word >> UInt64(8 * (index % 8)))
            index += 1
        }
        // Was one of the words the next file's, then the end of this one is seen below: the other half of `begin`.
        atomicMemoryFence(ordering: .acquiring)
        return desks[work.desk].started.load(ordering: .relaxed) == work.started ? length : nil
    }

    private func work(at desk: Int) -> Work? {
        let started = desks[desk].started.load(ordering: .acquiring)
        return started == 0 ? nil : Work(desk: desk, started: started)
    }

    private func text(at desk: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        words + desk * Self.wordsPerText
    }

    private static var thisThread: UInt {
        #if canImport(Glibc)
            pthread_self()
        #else
            UInt(bitPattern: pthread_self())
        #endif
    }
}

/// A clock that never goes back.
enum MonotonicClock {
    /// In nanoseconds.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.nanoseconds
    }
}
