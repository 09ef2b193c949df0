import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starts this process again in its own place, with a note in an environment variable.
///
/// All that it needs is allocated beforehand, since it runs in signal handlers. The pointers are safe to share: they are
/// written before anyone else sees the object, and then by the one thread that `isClaimed` lets through.
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

    deinit {
        variable.deallocate()
        environment.deallocate()
        for path in executables { free(path) }
    }

    /// Does not return, unless the process cannot be started again.
    ///
    /// - Parameters:
    ///   - cause: The letter that tells what `number` is.
    ///   - number: At least 0.
    ///   - file: What stands behind cause and number in the note.
    ///   - isStillSo: Asked after `file` was read.
    func run(cause: UInt8, number: Int, file: UnsafeBufferPointer<UInt8>, isStillSo: () -> Bool = { true }) {
        guard !isClaimed.exchange(true, ordering: .acquiringAndReleasing) else {
            // Another thread is at it, and will end this one.
            while true { pause() }
        }
        defer { isClaimed.store(false, ordering: .releasing) }
        var end = length
        guard end + file.count + 32 < Self.capacity else { return }
        variable[end] = CChar(bitPattern: cause)
        end = append(number, at: end + 1)
        variable[end] = CChar(UInt8(ascii: ","))
        end += 1
        for byte in file {
            variable[end] = CChar(bitPattern: byte)
            end += 1
        }
        variable[end] = 0
        guard isStillSo() else { return }
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

    /// The variables of this process, whose texts stay where they are, and the note.
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
