import SkillSplitHost

/// Tiles a file with its definitions and what stands between them.
///
/// A section starts at the comments and decorators above its definition and runs to the next section. What follows the
/// end of a definition is a `text` section where it holds more than blank lines, comments and closing brackets; what
/// stands in a class before its first member belongs to the class.
struct CodeSections {
    private struct Start {
        let kind: Section.Kind
        let title: String
        let depth: Int
        let line: Int
    }

    private let text: CodeText
    private let language: CodeLanguage
    private let leading: LeadingLines
    private var starts: [Start] = []
    /// The containers around the current line, and whether each has a section in it already.
    private var open: [(definition: Definition, hasSections: Bool)] = []
    /// The first line that no definition so far covers.
    private var next = 0
    /// Whether what comes next belongs to the definition before it, whose end is not known.
    private var isOpenEnded = false

    init(_ text: CodeText, language: CodeLanguage) {
        self.text = text
        self.language = language
        leading = LeadingLines(text: text, language: language)
    }

    /// The sections of `definitions`, which are in order, and whose members follow them.
    mutating func sections(of definitions: [Definition]) -> [Section] {
        for definition in definitions {
            leaveContainers(before: definition.line)
            let first = leading.first(above: definition.line, lowest: next)
            addText(upTo: first)
            add(.definition, definition.title, at: first)
            isOpenEnded = definition.isOpenEnded
            if definition.isContainer, !isOpenEnded {
                open.append((definition, false))
                next = definition.line + 1
            } else {
                next = definition.lastLine + 1
            }
        }
        leaveContainers(before: .max)
        addText(upTo: text.lineCount)
        return tiled()
    }

    private mutating func leaveContainers(before line: Int) {
        while let container = open.last?.definition, container.lastLine < line {
            addText(upTo: container.lastLine + 1)
            next = container.lastLine + 1
            open.removeLast()
            isOpenEnded = false
        }
    }

    private mutating func add(_ kind: Section.Kind, _ title: String, at line: Int) {
        starts.append(Start(kind: kind, title: title, depth: open.count + 1, line: line))
        if !open.isEmpty { open[open.count - 1].hasSections = true }
    }

    /// Starts a `text` section on the first line after the last definition, if what comes before `end` is worth one.
    private mutating func addText(upTo end: Int) {
        let isHead = open.last.map { !$0.hasSections } ?? starts.isEmpty
        guard next < end, !isHead, !isOpenEnded, let first = (next..<end).first(where: { !text.isBlank($0) }),
            let line = significantLine(in: first..<end)
        else { return }
        add(.text, SectionTitle.line(String(decoding: text.trimmed(line), as: UTF8.self)), at: first)
        isOpenEnded = false
    }

    /// The first line that is neither blank nor a comment nor the end of something.
    private func significantLine(in lines: Range<Int>) -> Int? {
        var comment: String?
        for line in lines {
            let content = text.trimmed(line)
            if let close = comment {
                if content.contains(close) { comment = nil }
                continue
            }
            if let block = language.blockComments.first(where: { content.starts(with: $0.open.utf8) }) {
                if !content.dropFirst(block.open.utf8.count).contains(block.close) { comment = block.close }
            } else if !Self.closes(content), !language.lineComments.contains(where: { content.starts(with: $0.utf8) }) {
                return line
            }
        }
        return nil
    }

    /// Whether a line holds closing brackets and words only.
    private static func closes(_ content: ArraySlice<UInt8>) -> Bool {
        if content.allSatisfy({ "})];,".utf8.contains($0) }) { return true }
        return ["end", "end;", "fi", "done", "esac", "#endif", "endif", "__END__"].contains {
            content.elementsEqual($0.utf8)
        }
    }

    private func tiled() -> [Section] {
        guard let first = starts.first else { return [] }
        var sections: [Section] = []
        let isBlankBefore = (0..<first.line).allSatisfy(text.isBlank)
        if !isBlankBefore {
            sections.append(
                Section(kind: .preamble, title: "", depth: 1, range: ByteRange(0, text.start(of: first.line)))
            )
        }
        for (index, start) in starts.enumerated() {
            let lower = index == 0 && isBlankBefore ? 0 : text.start(of: start.line)
            let upper = index + 1 < starts.count ? text.start(of: starts[index + 1].line) : text.bytes.count
            sections.append(
                Section(kind: start.kind, title: start.title, depth: start.depth, range: ByteRange(lower, upper))
            )
        }
        return sections
    }
}
