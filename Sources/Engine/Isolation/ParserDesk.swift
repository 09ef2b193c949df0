import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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
