import SkillSplitHost

/// Files whose parser has to be kept from them, since it was stopped while it worked on them.
struct Quarantine: Sendable {
    /// What a parser was asked when it was stopped.
    enum Stage: UInt8, Sendable {
        case claiming = 0x63
        case parsing = 0x70
    }

    enum Cause: Sendable, Hashable {
        case signal(Int32)
        case timeout(seconds: Int)
    }

    struct Entry: Sendable {
        let stage: Stage
        let cause: Cause
    }

    private struct Key: Hashable {
        let path: [UInt8]
        /// A file that was edited since is another file, which may do no harm.
        let modified: Int64
    }

    private var entries: [Key: Entry] = [:]

    /// What a report is to say; `nil` where the process was not started again.
    var warning: String? {
        guard !entries.isEmpty else { return nil }
        return
            "files that stopped their parser: \(entries.count); the run was started again for each, and what it had "
            + "stored before counts as unchanged"
    }

    /// Reads entries such as `s11,p,1700000000,6162;`.
    ///
    /// Each has `s` and the signal or `t` and the seconds, the stage, when the file was changed, and its path in
    /// hexadecimal. What is no entry is passed over.
    init(_ text: String) {
        for entry in text.split(separator: ";") {
            let fields = entry.split(separator: ",")
            guard fields.count == 4, let number = Int32(fields[0].dropFirst()), let modified = Int64(fields[2]),
                let stage = fields[1].utf8.first.flatMap(Stage.init), let path = Hexadecimal.bytes(fields[3].utf8)
            else { continue }
            let cause = fields[0].first == "t" ? Cause.timeout(seconds: Int(number)) : .signal(number)
            entries[Key(path: path, modified: modified)] = Entry(stage: stage, cause: cause)
        }
    }

    func entry(for path: DocumentPath, _ stamp: FileStamp) -> Entry? {
        entries.isEmpty ? nil : entries[Key(path: path.bytes, modified: stamp.modified)]
    }

    /// What ``init(_:)`` reads, without the cause.
    static func text(_ stage: Stage, _ path: DocumentPath, _ stamp: FileStamp) -> [UInt8] {
        [stage.rawValue] + Array(",\(stamp.modified),\(Hexadecimal.text(path.bytes));".utf8)
    }
}

extension Quarantine.Entry {
    func diagnostic(parser: String?) -> Diagnostic {
        let who = parser.map { "the parser '\($0)'" } ?? "a parser that was asked whether the file is its own"
        let remedy =
            "The file is stored whole. Report it to the author of the parser; it is parsed again when it changes."
        return switch cause {
        case .signal(let number):
            Diagnostic("engine/parser-crashed", .error, "\(who) crashed (\(CrashSignals.name(number)))", remedy: remedy)
        case .timeout(let seconds):
            Diagnostic(
                "engine/parser-timed-out",
                .error,
                "\(who) was not done after \(seconds) seconds",
                remedy: "\(remedy) For a longer limit, ingest it with --timeout and --checksum."
            )
        }
    }
}
