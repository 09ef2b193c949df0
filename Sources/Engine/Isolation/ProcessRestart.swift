import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starts this process again in its own place, with a note in an environment variable.
///
/// All that it needs is allocated beforehand, since it runs in signal handlers. There is one for the life of the process,
/// and what it allocated is never freed.
// Proof that nothing races, where the compiler cannot look through pointers. They are constants, and lead to:
// - `variable`: `init` writes the first `length` bytes, before another thread can have the object; those behind them are
//   written and read only in `run`, by the one thread that holds `isClaimed`. It is acquired before and released after, so
//   the next holder comes after all that this one wrote.
// - `executables`, `environment` and the texts of both: copies that `init` makes, which nobody writes after it.
// - `arguments`: the process's own `argv`, which nobody writes.
// The other properties are constants of `Sendable` types, or such as hold no reference (`sigset_t`).
final class ProcessRestart: @unchecked Sendable {
    /// Less than what Linux allows in one variable.
    private static let capacity = 120_000

    /// What the process that this one follows noted.
    let inherited: String

    private typealias Text = UnsafeMutablePointer<CChar>

    private let variable: Text
    private let length: Int
    private let message = Array("skill-split: a parser was stopped; starting again without its file\n".utf8)
    private let executables: [Text]
    private let arguments = CommandLine.unsafeArgv
    private let environment: UnsafeMutablePointer<Text?>
    private let signals: sigset_t
    private let isClaimed = Atomic(false)

    init(variable name: String) {
        inherited = getenv(name).map { String(cString: $0) } ?? ""
        // The note is for this program, not for those that it starts.
        unsetenv(name)
        let text = Array("\(name)=\(inherited)".utf8)
        variable = .allocate(capacity: Self.capacity)
        length = min(text.count, Self.capacity - 1)
        for index in 0..<length { variable[index] = CChar(bitPattern: text[index]) }
        executables = Self.executables
        var mask = sigset_t()
        pthread_sigmask(SIG_SETMASK, nil, &mask)
        signals = mask
        environment = Self.environment(with: variable)
    }

    /// Does not return, unless the process cannot be started again.
    ///
    /// - Parameters:
    ///   - cause: The letter that tells what `number` is.
    ///   - number: At least 0.
    ///   - copyFile: Writes what stands behind cause and number in the note, and gives its length; `nil` where it is no
    ///     reason any more, or does not fit.
    func run(cause: UInt8, number: Int, copyFile: (UnsafeMutableBufferPointer<CChar>) -> Int?) {
        guard !isClaimed.exchange(true, ordering: .acquiringAndReleasing) else {
            // Another thread is at it, and will end this one.
            while true { pause() }
        }
        defer { isClaimed.store(false, ordering: .releasing) }
        var end = length
        // More than cause, number and comma take.
        guard end + 32 < Self.capacity else { return }
        variable[end] = CChar(bitPattern: cause)
        end = append(number, at: end + 1)
        variable[end] = CChar(UInt8(ascii: ","))
        end += 1
        let room = UnsafeMutableBufferPointer(start: variable + end, count: Self.capacity - end - 1)
        guard let count = copyFile(room) else { return }
        variable[end + count] = 0
        message.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        // A handler runs with its signal blocked, and what is blocked stays so across the start.
        var signals = signals
        pthread_sigmask(SIG_SETMASK, &signals, nil)
        for executable in executables { execve(executable, arguments, environment) }
    }

    private func append(_ number: Int, at start: Int) -> Int {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        var end = start
        while divisor > 0 {
            variable[end] = CChar(truncatingIfNeeded: Int(UInt8(ascii: "0")) + number / divisor % 10)
            end += 1
            divisor /= 10
        }
        return end
    }

    /// Where this program is: its path, and what stands for it where the path was removed meanwhile.
    private static var executables: [Text] {
        #if canImport(Glibc)
            let link = "/proc/self/exe"
            return [realpath(link, nil), strdup(link)].compactMap { $0 }
        #else
            var size: UInt32 = 0
            _NSGetExecutablePath(nil, &size)
            guard let path = malloc(Int(size))?.assumingMemoryBound(to: CChar.self) else { return [] }
            _NSGetExecutablePath(path, &size)
            return [path]
        #endif
    }

    /// The note, and a copy of the variables of this process, which others may change or free.
    private static func environment(with variable: Text) -> UnsafeMutablePointer<Text?> {
        var texts: [Text?] = [variable]
        #if canImport(Glibc)
            var next = Glibc.environ
        #else
            var next = _NSGetEnviron().pointee
        #endif
        while let text = next.pointee {
            texts.append(strdup(text))
            next += 1
        }
        texts.append(nil)
        let environment = UnsafeMutablePointer<Text?>.allocate(capacity: texts.count)
        environment.initialize(from: texts, count: texts.count)
        return environment
    }
}
