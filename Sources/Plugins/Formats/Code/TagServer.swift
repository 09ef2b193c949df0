/// A pool of Universal Ctags processes, shared by all threads.
///
/// A process is started when a caller finds none idle, at most one for each core, and serves many files. It reads
/// content from a pipe, in ctags' sandbox where that is compiled in, with an empty environment and no option files.
public final class TagServer: Sendable {
    /// The pool of this process, started on first use.
    public static let shared = TagServer()

    /// How long, in seconds, one file may take before its process is killed.
    public let timeLimit: Int

    /// Makes a pool that runs `executable`, looked up in `PATH` where it has no slash.
    public init(executable: String = "ctags", timeLimit: Int = 10) {
        self.timeLimit = timeLimit
    }
}
