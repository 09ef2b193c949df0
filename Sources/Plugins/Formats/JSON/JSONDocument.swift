public import SkillSplitHost

/// A JSON or JSONC file, split into the members of its objects and the elements of its arrays.
///
/// Sections are slices of the file and tile it: a `preamble` (the opening brace with what stands before it), then one
/// `entry` for each member, from the comments above its key to the next member; the closing brace belongs to the last
/// one. A file without members is one `text` section, and so is one that is not JSON; a diagnostic says where it stops
/// being JSON.
public struct JSONDocument: Sendable {
    public let source: SourceBuffer
    /// Tile the source; empty for an empty file.
    public let sections: [Section]
    /// The root value; `nil` where the file is not JSON, is empty, or is larger than ``valueLimit``.
    public let root: JSONNode?

    /// The largest file, in bytes, whose values can be read and whose keys are compared; larger ones are only split.
    public static let valueLimit = 2 << 20

    /// How deep values may nest; a deeper file stays whole.
    public static let depthLimit = 256

    /// The most sections of a file; one with more members stays whole.
    public static let sectionLimit = 1 << 20

    /// The most diagnostics of one rule for a file.
    public static let findingLimit = 20

    /// Splits `source`, in one pass and constant stack.
    ///
    /// Where the file stays whole: `json/invalid`, `json/too-deep` and `json/too-many-entries` (errors), `json/empty`
    /// (warning). Where it is split: `json/comment`, `json/trailing-comma`, `json/duplicate-key`, `json/lone-surrogate`,
    /// `json/invalid-utf8` (warnings) and `json/byte-order-mark` (note).
    public static func split(
        _ source: SourceBuffer,
        levels: JSONLevels = .root,
        diagnostics: inout [Diagnostic]
    ) -> JSONDocument {
        let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if start > 0 { diagnostics.append(.byteOrderMark) }
        if let invalid = UTF8Check.firstInvalid(in: source.bytes) { diagnostics.append(.invalidUTF8(at: invalid)) }
        do {
            let reading = try read(source, from: start, levels: levels)
            diagnostics += reading.findings.diagnostics
            diagnostics += reading.tape?.duplicateKeys() ?? []
            if reading.isOverLimit { diagnostics.append(.tooManyEntries) }
            return JSONDocument(
                source: source,
                sections: reading.sections.isEmpty ? PlainTextSplitter.split(source, title: "") : reading.sections,
                root: reading.tape.map { JSONNode($0) }
            )
        } catch {
            diagnostics.append(error.diagnostic(for: source))
            return JSONDocument(source: source, sections: PlainTextSplitter.split(source, title: ""), root: nil)
        }
    }

    private struct Reading {
        let sections: [Section]
        let isOverLimit: Bool
        let tape: JSONTape?
        let findings: JSONFindings
    }

    private static func read(
        _ source: SourceBuffer,
        from start: Int,
        levels: JSONLevels
    ) throws(JSONFailure) -> Reading {
        let tape = source.count <= valueLimit ? JSONTape(source) : nil
        return try source.bytes.withUnsafeBufferPointer { bytes throws(JSONFailure) in
            let recorder = JSONRecorder(sections: JSONSections(bytes, levels: levels), tape: tape)
            var scanner = JSONScanner(bytes, from: start, visitor: recorder)
            try scanner.scan()
            return Reading(
                sections: scanner.visitor.sections.finished(),
                isOverLimit: scanner.visitor.sections.isOverLimit,
                tape: scanner.visitor.tape,
                findings: scanner.findings
            )
        }
    }
}

extension Diagnostic {
    fileprivate static let byteOrderMark = Diagnostic(
        "json/byte-order-mark",
        .note,
        "the file starts with a byte order mark",
        remedy: "Save it as UTF-8 without BOM: strict readers refuse the mark.",
        range: ByteRange(0, 3)
    )

    fileprivate static let tooManyEntries = Diagnostic(
        "json/too-many-entries",
        .error,
        "the file has more than \(JSONDocument.sectionLimit) members",
        remedy: "The file is kept as one section; cut it into several files to have it split."
    )

    fileprivate static func invalidUTF8(at offset: Int) -> Diagnostic {
        Diagnostic(
            "json/invalid-utf8",
            .warning,
            "byte \(offset) is not UTF-8",
            remedy: "Save the file as UTF-8.",
            range: ByteRange(offset, offset + 1)
        )
    }
}
