public import SkillSplitHost

/// Splits source code at the definitions that Universal Ctags finds.
///
/// A class, function or type is a `definition`, with its methods below it; functions in functions stay in them. Comments,
/// decorators and attributes directly above a definition belong to it, and none is cut in two. What precedes the first
/// is the `preamble`, statements between two are a `text`. A file without definitions is one `text` section.
public struct CodeSplitter: Sendable {
    public struct Result: Sendable {
        /// Tile the source; empty for an empty file.
        public let sections: [Section]
        /// The language as Universal Ctags names it; `nil` where no definition told it.
        public let language: String?
    }

    /// The largest file, in bytes, that is split; larger ones stay whole.
    public static let sizeLimit = 8 << 20

    private let server: TagServer

    public init(server: TagServer = .shared) {
        self.server = server
    }

    /// Splits `source`; `fileName` and a shebang choose the language.
    ///
    /// Diagnostics, each with the file kept whole: `code/no-ctags`, `code/ctags-failed`, `code/limit`,
    /// `code/size-limit` and `code/not-utf8` (warnings).
    public func split(_ source: SourceBuffer, fileName: String, diagnostics: inout [Diagnostic]) -> Result {
        let whole = PlainTextSplitter.split(source, title: fileName)
        guard !whole.isEmpty else { return Result(sections: [], language: nil) }
        if let refusal = refusal(of: source) {
            diagnostics.append(refusal)
            return Result(sections: whole, language: nil)
        }
        let text = CodeText(source.bytes)
        do throws(TagServer.Failure) {
            let name = CodeFileName.safe(for: fileName, head: source.bytes[...])
            let tags = try server.tags(of: text.bytes, name: name)
            return Self.result(of: text, tags, whole: whole)
        } catch {
            diagnostics.append(diagnostic(for: error))
            return Result(sections: whole, language: nil)
        }
    }

    /// Splits `source` by an answer of ctags that is at hand: lines of JSON, as `ctags --_interactive` writes them.
    ///
    /// It needs no process, and takes any bytes for an answer, so that both can be fuzzed.
    public static func split(_ source: SourceBuffer, answer: [UInt8]) -> Result {
        let whole = PlainTextSplitter.split(source, title: "")
        guard !whole.isEmpty, let tags = CodeTag.decode(answer) else { return Result(sections: whole, language: nil) }
        return result(of: CodeText(source.bytes), tags, whole: whole)
    }

    private static func result(of text: CodeText, _ tags: [CodeTag], whole: [Section]) -> Result {
        guard let name = tags.first?.language else { return Result(sections: whole, language: nil) }
        guard !CodeLanguage.withoutDefinitions.contains(name) else { return Result(sections: whole, language: name) }
        let language = CodeLanguage.named(name)
        var finder = DefinitionFinder(text, language: language)
        var tiler = CodeSections(text, language: language)
        let sections = tiler.sections(of: finder.definitions(tags.filter { $0.language == name }))
        return Result(sections: sections.isEmpty ? whole : sections, language: name)
    }

    private func refusal(of source: SourceBuffer) -> Diagnostic? {
        guard source.count <= Self.sizeLimit else {
            return Diagnostic(
                "code/size-limit",
                .warning,
                "the file has \(source.count) bytes; code over \(Self.sizeLimit) bytes is kept whole"
            )
        }
        switch ContentSniffer.encoding(of: source[ByteRange(0, 4)]) {
        case .utf16, .utf32:
            return Diagnostic(
                "code/not-utf8",
                .warning,
                "the file is UTF-16 or UTF-32; it is kept whole",
                remedy: "Save it as UTF-8 to have it split.",
                range: ByteRange(0, min(4, source.count))
            )
        case .utf8, .eightBit, .binary: return nil
        }
    }

    private func diagnostic(for failure: TagServer.Failure) -> Diagnostic {
        switch failure {
        case .missing:
            Diagnostic(
                "code/no-ctags",
                .warning,
                "Universal Ctags was not found as '\(server.executable)'; the file is kept whole",
                remedy: """
                    Install it (Debian: apt-get install universal-ctags; macOS: brew install universal-ctags) with \
                    its features json and interactive, and ingest the file again.
                    """
            )
        case .overLimit:
            Diagnostic(
                "code/limit",
                .warning,
                "ctags did not finish within \(server.timeLimit) s and \(TagProcess.answerLimit >> 20) MB; the file is kept whole"
            )
        case .died:
            Diagnostic(
                "code/ctags-failed",
                .warning,
                "ctags failed on the file; it is kept whole",
                remedy: "Report the file to the authors of Universal Ctags."
            )
        }
    }
}
