import SkillSplitHost

/// Makes sections of the headings and tags of a text.
struct SectionBuilder<Text: ByteText> {
    /// The document itself, or a tag that is open.
    private struct Frame {
        let tagDepth: Int
        /// The depth of the latest heading in it, or its own.
        var headingDepth: Int

        init(tagDepth: Int) {
            self.tagDepth = tagDepth
            headingDepth = tagDepth
        }
    }

    private let text: Text
    private var frames = [Frame(tagDepth: 0)]
    private var sections: [Section] = []

    /// The sections that tile `text` from `offset`, the start of a line before the end.
    static func sections(in text: Text, from offset: Int) -> [Section] {
        // A byte order mark is no text: it belongs to whatever section comes first.
        let start = offset == 0 ? text.byteOrderMarkEnd : offset
        let marks = BlockScanner(text, from: start).marks
        let kept = keptPositions(of: marks, in: text)
        var builder = SectionBuilder(text: text)
        if kept.first.map({ marks[$0].start }) != start { builder.add(.preamble, "", depth: 1, from: start) }
        for (index, position) in kept.enumerated() {
            let end = index + 1 < kept.count ? marks[kept[index + 1]].start : text.end
            builder.add(marks[position], upTo: end)
        }
        builder.endSection(at: text.end)
        builder.sections[0].range = ByteRange(offset, builder.sections[0].range.upperBound)
        return builder.sections
    }

    private init(text: Text) {
        self.text = text
    }

    /// The marks but for tags that have no partner or are indented as code outside any other tag.
    private static func keptPositions(of marks: [Mark], in text: Text) -> [Int] {
        guard marks.contains(where: \.isTag) else { return Array(marks.indices) }
        var partners = TagMatcher.partners(of: marks, in: text)
        var depth = 0
        return marks.indices.filter { position in
            guard marks[position].isTag else { return true }
            guard let partner = partners[position] else { return false }
            let isOpening = partner > position
            if isOpening, depth == 0, marks[position].isIndented {
                partners[partner] = nil
                return false
            }
            depth += isOpening ? 1 : -1
            return true
        }
    }

    private mutating func add(_ mark: Mark, upTo end: Int) {
        let frame = frames.count - 1
        switch mark.kind {
        case .heading(let level):
            frames[frame].headingDepth = frames[frame].tagDepth + level
            add(.heading, mark.title, depth: frames[frame].headingDepth, level: level, from: mark.start)
        case .opening:
            let depth = frames[frame].headingDepth + 1
            add(.tag, mark.tagTitle(in: text), depth: depth, from: mark.start)
            frames.append(Frame(tagDepth: depth))
        case .closing:
            let depth = frames.removeLast().tagDepth
            if let start = text.firstLineWithText(from: mark.next, to: end) {
                add(.text, "", depth: depth, from: start)
            }
        }
    }

    private mutating func add(_ kind: Section.Kind, _ title: String, depth: Int, level: Int? = nil, from start: Int) {
        endSection(at: start)
        let range = ByteRange(start, start)
        sections.append(Section(kind: kind, title: title, depth: depth, headingLevel: level, range: range))
    }

    private mutating func endSection(at end: Int) {
        guard let last = sections.indices.last else { return }
        sections[last].range = ByteRange(sections[last].range.lowerBound, end)
    }
}

extension ByteText {
    /// The start of the first line between `start` and `end` that is not blank.
    func firstLineWithText(from start: Int, to end: Int) -> Int? {
        var lineStart = start
        for offset in start..<max(start, end) {
            if isLineEnd(offset) {
                lineStart = offset + 1
            } else if !self[offset].isWhitespaceInLine {
                return lineStart
            }
        }
        return nil
    }
}
