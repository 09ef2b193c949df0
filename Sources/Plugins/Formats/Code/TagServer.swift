import SkillSplitHost
import Synchronization

/// A pool of Universal Ctags processes, shared by all threads.
///
/// A process serves one caller at a time and many files; one is started when a caller finds none idle, so there are as
/// many as callers at once, and as many as the machine has cores are kept. Content goes through a socket; ctags sees no
/// path, no option file and no environment, and runs in its sandbox where it has one.
public final class TagServer: Sendable {
    /// The pool of this process, whose children are started on first use and end with it.
    public static let shared = TagServer()

    /// Why there are no tags for a file.
    enum Failure: Error {
        /// No usable ctags is installed.
        case missing
        /// ctags took longer than the time limit, or answered with more than 32 MB.
        case overLimit
        /// ctags ended while it read the file, twice.
        case died
    }

    private struct State {
        var idle: [TagProcess] = []
        /// How often in a row ctags did not start; after three times it is taken to be missing.
        var failedStarts = 0
    }

    /// The command, looked up in `PATH` where it has no slash.
    public let executable: String
    /// How long, in seconds, one file may take before its process is killed.
    public let timeLimit: Int

    private let state = Mutex(State())
    private let kept: Int

    public init(executable: String = "ctags", timeLimit: Int = 10) {
        self.executable = executable
        self.timeLimit = timeLimit
        kept = ProcessorCount.available
    }

    /// The tags of `content`, in the order in which ctags found them.
    ///
    /// `name` chooses the language; it must be plain ASCII without quotes and backslashes.
    func tags(of content: [UInt8], name: String) throws(Failure) -> [CodeTag] {
        let request =
            Array("{\"command\":\"generate-tags\",\"filename\":\"\(name)\",\"size\":\(content.count)}\n".utf8) + content
        do {
            return try tags(for: request, on: process(canBeIdle: true))
        } catch .died {
            // An idle process may have met its limits, or been killed: a new one decides whether the file is at fault.
            return try tags(for: request, on: process(canBeIdle: false))
        }
    }

    private func tags(for request: [UInt8], on process: TagProcess) throws(Failure) -> [CodeTag] {
        do throws(TagProcess.Failure) {
            let answer = try process.exchange(request, until: #"{"_type": "completed""#, seconds: timeLimit)
            guard let tags = CodeTag.decode(answer) else { throw .broken }
            state.withLock { state in
                if state.idle.count < kept { state.idle.append(process) }
            }
            return tags
        } catch {
            throw error == .overLimit ? .overLimit : .died
        }
    }

    private func process(canBeIdle: Bool) throws(Failure) -> TagProcess {
        let (idle, isMissing) = state.withLock { state in
            (canBeIdle ? state.idle.popLast() : nil, state.failedStarts >= 3)
        }
        if let idle { return idle }
        guard !isMissing, let process = TagProcess.start(executable, seconds: timeLimit) else {
            state.withLock { $0.failedStarts += 1 }
            throw .missing
        }
        state.withLock { $0.failedStarts = 0 }
        return process
    }
}
