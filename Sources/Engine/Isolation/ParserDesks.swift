import SkillSplitHost
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where each thread notes which file its parser works on: plain memory, which a signal handler may read.
///
/// The pointer is safe to share: a desk is written by the thread that has taken it, and read by that thread's signal
/// handler or by the clock's thread, which makes sure afterwards that the file was still the same.
final class ParserDesks: @unchecked Sendable {
    /// More threads than parse at once on any machine; those beyond are not guarded.
    private static let count = 256
    /// Longer than twice the longest path that a system opens in one piece.
    private static let textCapacity = 1 << 14

    private struct Desk: ~Copyable {
        /// Who has taken it; 0 where it is free.
        let thread = Atomic<UInt>(0)
        /// When the work on the file began, on the monotonic clock; 0 between files.
        let started = Atomic<Int64>(0)
        var textLength = 0
    }

    private let desks: UnsafeMutablePointer<Desk>
    /// What ``Quarantine/text(_:_:_:)`` says of each file.
    private let texts: UnsafeMutablePointer<UInt8>

    init() {
        desks = .allocate(capacity: Self.count)
        for index in 0..<Self.count { (desks + index).initialize(to: Desk()) }
        texts = .allocate(capacity: Self.count * Self.textCapacity)
    }

    deinit {
        desks.deinitialize(count: Self.count)
        desks.deallocate()
        texts.deallocate()
    }

    // MARK: For the thread of a parser

    /// Takes a free desk; `nil` where there is none.
    func take() -> Int? {
        (0..<Self.count).first { index in
            desks[index].thread.compareExchange(
                expected: 0,
                desired: Self.thisThread,
                ordering: .acquiringAndReleasing
            ).exchanged
        }
    }

    func leave(_ desk: Int) {
        desks[desk].thread.store(0, ordering: .releasing)
    }

    /// Notes that the work on a file begins.
    func begin(_ text: [UInt8], at desk: Int) {
        guard text.count <= Self.textCapacity else { return }
        (texts + desk * Self.textCapacity).update(from: text, count: text.count)
        desks[desk].textLength = text.count
        desks[desk].started.store(MonotonicClock.now, ordering: .releasing)
    }

    /// Replaces the first byte of the text.
    func setStage(_ stage: Quarantine.Stage, at desk: Int) {
        texts[desk * Self.textCapacity] = stage.rawValue
    }

    func end(at desk: Int) {
        desks[desk].started.store(0, ordering: .releasing)
    }

    // MARK: For the signal handler and the clock

    /// The desk at which this thread works on a file.
    var ofThisThread: Int? {
        let thread = Self.thisThread
        var index = 0
        while index < Self.count {
            if desks[index].thread.load(ordering: .relaxed) == thread { return started(index) == 0 ? nil : index }
            index += 1
        }
        return nil
    }

    /// A desk with a file that was begun before `moment`.
    func first(startedBefore moment: Int64) -> Int? {
        (0..<Self.count).first { index in
            let started = started(index)
            return started != 0 && started < moment
        }
    }

    /// When the work on the file at `desk` began; 0 between files.
    func started(_ desk: Int) -> Int64 {
        desks[desk].started.load(ordering: .acquiring)
    }

    func text(at desk: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: texts + desk * Self.textCapacity, count: desks[desk].textLength)
    }

    private static var thisThread: UInt {
        #if canImport(Glibc)
            pthread_self()
        #else
            UInt(bitPattern: pthread_self())
        #endif
    }
}

/// The desk of one thread, with a stack for signals, since a parser may have used up the thread's own.
///
/// It is made and left by the thread that it belongs to.
final class ParserDesk {
    private static let stackSize = 1 << 16

    private let desks: ParserDesks
    private let index: Int
    private let stack: UnsafeMutableRawPointer
    private var oldStack = stack_t()

    init?(_ desks: ParserDesks) {
        guard let index = desks.take() else { return nil }
        self.desks = desks
        self.index = index
        stack = .allocate(byteCount: Self.stackSize, alignment: 16)
        var own = stack_t()
        own.ss_sp = stack
        own.ss_size = Self.stackSize
        sigaltstack(&own, &oldStack)
    }

    func leave() {
        sigaltstack(&oldStack, nil)
        stack.deallocate()
        desks.leave(index)
    }

    func begin(_ path: DocumentPath, _ stamp: FileStamp) {
        desks.begin(Quarantine.text(.claiming, path, stamp), at: index)
    }

    func beginParsing() {
        desks.setStage(.parsing, at: index)
    }

    func end() {
        desks.end(at: index)
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
