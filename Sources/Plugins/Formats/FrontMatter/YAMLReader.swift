public import SkillSplitHost

/// Interprets YAML text that stands alone or in a range of a file.
public enum YAMLReader {
    /// The fields of the mapping in `range`, by default the whole file, in order.
    ///
    /// Text that is no YAML gives a diagnostic with its line and column. It is then read a second time, key by key: a
    /// value that cannot be read is taken as text, as if it were quoted. Where not even that works there are no fields.
    /// Of two fields of one name the last one counts.
    public static func fields(
        of source: SourceBuffer,
        at range: ByteRange? = nil,
        diagnostics: inout [Diagnostic]
    ) -> [MetadataField] {
        let range = range ?? ByteRange(0, source.count)
        return YAMLReading(of: source, at: range, format: "yaml").fields(diagnostics: &diagnostics)
    }
}

/// One reading of YAML in a file.
struct YAMLReading {
    private let source: SourceBuffer
    private let range: ByteRange
    /// The first part of the diagnostics' rules.
    private let format: String

    init(of source: SourceBuffer, at range: ByteRange, format: String) {
        self.source = source
        self.range = ByteRange(min(range.lowerBound, source.count), min(range.upperBound, source.count))
        self.format = format
    }

    func fields(diagnostics: inout [Diagnostic]) -> [MetadataField] {
        source.bytes.withUnsafeBufferPointer { buffer in
            let buffer = UnsafeBufferPointer(rebasing: buffer[range.indices])
            if let invalid = UTF8Check.firstInvalid(in: buffer, from: 0) { diagnostics.append(notUTF8(at: invalid)) }
            guard let text = UnsafeByteText(buffer) else { return [] }
            if let fields = PlainYAML.fields(of: text) { return fields }
            do throws(YAMLFailure) {
                return try YAMLComposer.fields(of: text)
            } catch {
                return fields(of: text, despite: error, diagnostics: &diagnostics)
            }
        }
    }

    private func fields(
        of text: UnsafeByteText,
        despite failure: YAMLFailure,
        diagnostics: inout [Diagnostic]
    ) -> [MetadataField] {
        var repair: YAMLRepair?
        switch failure.reason {
        case .syntax, .duplicateKey: repair = YAMLRepair(of: text)
        case .tooDeep, .tooManyAliases, .notAMapping: break
        }
        report(failure, in: text, isRepaired: repair != nil, diagnostics: &diagnostics)
        guard let repair else { return [] }
        if !repair.quoted.isEmpty {
            diagnostics.append(note("quoted-value", "read as text: the value of \(Self.list(repair.quoted))"))
        }
        if !repair.unread.isEmpty {
            diagnostics.append(note("unread-value", "not read: the value of \(Self.list(repair.unread))"))
        }
        return repair.fields
    }

    private static func list(_ keys: [String]) -> String {
        keys.map { "'\($0)'" }.joined(separator: ", ")
    }

    private func note(_ rule: String, _ summary: String) -> Diagnostic {
        Diagnostic("\(format)/\(rule)", .note, summary, range: range)
    }

    private func notUTF8(at offset: Int) -> Diagnostic {
        Diagnostic(
            "\(format)/not-utf8",
            .warning,
            "a byte is not UTF-8; it is read as U+FFFD",
            remedy: "Save the file as UTF-8.",
            range: ByteRange(range.lowerBound + offset, range.lowerBound + offset + 1)
        )
    }

    private func report(
        _ failure: YAMLFailure,
        in text: UnsafeByteText,
        isRepaired: Bool,
        diagnostics: inout [Diagnostic]
    ) {
        var summary = failure.problem
        var place = range
        if let (line, column) = failure.place {
            let blamed = text.lineRange(line, column)
            place = ByteRange(range.lowerBound + blamed.lowerBound, range.lowerBound + blamed.upperBound)
            var lines = LineCounter(source.bytes)
            let start = lines.lines(of: ByteRange(range.lowerBound, range.lowerBound)).lowerBound
            summary = "line \(start + line - 1), column \(column): \(summary)"
        }
        let rule: String
        var severity = Diagnostic.Severity.warning
        let remedy: String
        switch failure.reason {
        case .syntax:
            rule = "invalid-yaml"
            if !isRepaired { severity = .error }
            remedy = "Put the value in quotes, or below its key as a block that starts with '|'."
        case .duplicateKey:
            rule = "duplicate-key"
            summary += "; the last one counts"
            remedy = "Remove one of them."
        case .tooDeep:
            rule = "too-deep"
            remedy = "Nest less."
        case .tooManyAliases:
            rule = "too-many-aliases"
            remedy = "Write out what the aliases stand for."
        case .notAMapping:
            rule = "not-a-mapping"
            remedy =
                "Write fields as 'key: value'; if the lines are no fields, start the file with something other than '---'."
        }
        diagnostics.append(Diagnostic("\(format)/\(rule)", severity, summary, remedy: remedy, range: place))
    }
}

extension ByteText {
    /// The bytes from the character at `column` of `line`, both from 1, to the end of that line.
    fileprivate func lineRange(_ line: Int, _ column: Int) -> Range<Int> {
        var ends = LineEnds(self, from: 0)
        var start = 0
        var number = 1
        while number < line, start < end {
            start = ends.next(after: ends.end(from: start))
            number += 1
        }
        let lineEnd = ends.end(from: start)
        var offset = start
        var characters = 1
        while offset < lineEnd, characters < column {
            offset += 1
            while offset < lineEnd, self[offset] & 0xC0 == 0x80 { offset += 1 }
            characters += 1
        }
        return offset..<lineEnd
    }
}
