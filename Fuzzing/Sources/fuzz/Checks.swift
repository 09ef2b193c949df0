import SkillSplitHost

@testable import SkillSplitFormats

/// What must hold of every input; a check that fails traps, and libFuzzer keeps the input.
enum Checks {
    static func markdown(_ bytes: [UInt8]) {
        expectTiles(MarkdownSplitter.split(bytes), bytes)
        // The words for a missing description must be text on one line.
        let source = SourceBuffer(bytes)
        expectOneLine(MarkdownDocument.firstParagraph(of: source) ?? "")
        expectOneLine(MarkdownDocument.firstLine(of: source) ?? "")
    }

    static func frontMatter(_ bytes: [UInt8]) {
        let source = SourceBuffer(Array("---\n".utf8) + bytes)
        var diagnostics: [Diagnostic] = []
        let (sections, frontMatter) = MarkdownDocument.split(source, diagnostics: &diagnostics)
        expectTiles(sections, source.bytes)
        expectSound(diagnostics, source)
        // Without a closing line it is none, and that is said.
        precondition(frontMatter != nil || !diagnostics.isEmpty)
    }

    /// Lines of tags, headings and what may disturb them, one for each byte.
    static func tags(_ bytes: [UInt8]) {
        let text = bytes.flatMap { TagLines.all[Int($0) % TagLines.all.count] }
        expectTiles(MarkdownSplitter.split(text), text)
    }

    static func json(_ bytes: [UInt8]) {
        let source = SourceBuffer(bytes)
        for levels in [JSONLevels.root, .two, .into("hooks", "a/*")] {
            var diagnostics: [Diagnostic] = []
            let document = JSONDocument.split(source, levels: levels, diagnostics: &diagnostics)
            expectTiles(document.sections, bytes)
            expectSound(diagnostics, source)
            _ = document.root?.value.json
        }
    }

    static func yaml(_ bytes: [UInt8]) {
        expectTiles(YAMLSplitter.split(bytes), bytes)
        let source = SourceBuffer(bytes)
        var diagnostics: [Diagnostic] = []
        _ = MetadataValue.object(YAMLReader.fields(of: source, diagnostics: &diagnostics)).json
        expectSound(diagnostics, source)
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer), let plain = PlainYAML.fields(of: text) else { return }
            expectSame(plain, asYamsReads: text)
        }
    }

    private static func expectSame(_ plain: [MetadataField], asYamsReads text: UnsafeByteText) {
        do throws(YAMLFailure) {
            let fields = try YAMLComposer.fields(of: text)
            precondition(plain == fields, "plain YAML means something else to Yams")
        } catch {
            switch error.reason {
            // What is in quotes counts as nesting too where limits are told before Yams sees the text.
            case .tooDeep, .tooManyAliases: break
            case .syntax, .duplicateKey, .notAMapping: preconditionFailure("plain YAML is none to Yams")
            }
        }
    }

    static func code(_ bytes: [UInt8]) {
        let (source, answer) = TagAnswer.split(bytes)
        expectTiles(CodeSplitter.split(SourceBuffer(source), answer: answer).sections, source)
    }

    static func plain(_ bytes: [UInt8]) {
        let source = SourceBuffer(bytes)
        expectTiles(PlainTextSplitter.split(source, title: ""), bytes)
        _ = ContentSniffer.encoding(of: bytes[...])
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        precondition((UTF8Check.firstInvalid(in: bytes) == nil) == isValid, "UTF-8 is judged otherwise than by Swift")
        expectOneLine(SectionTitle.line(String(decoding: bytes, as: UTF8.self)))
    }

    /// The sections must tile the bytes and give them back, by titles that are text on one line.
    private static func expectTiles(_ sections: [Section], _ bytes: [UInt8]) {
        do {
            let document = try Document(source: SourceBuffer(bytes), sections: sections)
            let together = sections.indices.flatMap { document.ownBytes(at: $0) }
            precondition(together == bytes, "the sections are not the file")
        } catch {
            preconditionFailure(error.message)
        }
        for section in sections { expectOneLine(section.title) }
    }

    private static func expectOneLine(_ title: String) {
        precondition(title.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a title of control characters: \(title)")
    }

    private static func expectSound(_ diagnostics: [Diagnostic], _ source: SourceBuffer) {
        for diagnostic in diagnostics {
            precondition(diagnostic.range?.upperBound ?? 0 <= source.count, "a diagnostic beyond the end")
        }
    }
}
