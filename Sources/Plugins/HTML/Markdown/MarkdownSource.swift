import SkillSplitHost

/// The Markdown of a document with a mark at the start of each section, for the renderer to carry through.
///
/// A mark is a comment on a line of its own, which ends with its line and changes no block around it. A tag that is a
/// section gives way to its marks, so that what it holds is read as Markdown and not as HTML.
struct MarkdownSource {
    /// What a mark says; the number is the section's position.
    enum Mark: UInt8 {
        case section = 0x73  // s
        /// The heading that is the page's title.
        case title = 0x74  // t
        case tagStart = 0x6F  // o
        case tagEnd = 0x63  // c
    }

    private struct Edit {
        let range: Range<Int>
        let mark: Mark
        let position: Int
    }

    /// Stands after `<!--` in every mark and nowhere else in the document.
    let nonce: [UInt8]
    /// Stands for a `~` that has no `~` beside it; `nil` where there is none.
    let tilde: LoneTilde?
    let bytes: [UInt8]

    /// - Parameters:
    ///   - document: The document.
    ///   - title: The position of the section whose heading is the page's title, if any.
    init(_ document: PageDocument, title: Int?) {
        let source = document.source.bytes
        nonce = Self.nonce(for: source)
        let edits = Self.edits(document, title: title)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count + edits.count * 24)
        var offset = document.parts.first { $0.kind == .frontMatter }?.range.upperBound ?? 0
        if offset == 0, source.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        for edit in edits where edit.range.upperBound >= offset {
            bytes.append(contentsOf: source[offset..<max(offset, edit.range.lowerBound)])
            let isTag = edit.mark == .tagStart || edit.mark == .tagEnd
            if isTag || bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
            bytes.append(contentsOf: "<!--".utf8)
            bytes.append(contentsOf: nonce)
            bytes.append(edit.mark.rawValue)
            bytes.append(contentsOf: String(edit.position).utf8)
            bytes.append(contentsOf: (isTag ? "-->\n\n" : "-->\n").utf8)
            offset = edit.range.upperBound
        }
        bytes.append(contentsOf: source[offset...])
        tilde = LoneTilde(in: bytes)
        self.bytes = tilde?.hiding(in: bytes) ?? bytes
    }

    /// Reads a comment's text; `nil` where it is the document's own.
    static func mark(_ text: UnsafeBufferPointer<UInt8>, nonce: [UInt8]) -> (mark: Mark, position: Int)? {
        guard text.count > nonce.count + 1, text.starts(with: nonce), let mark = Mark(rawValue: text[nonce.count])
        else {
            return nil
        }
        let digits = text[(nonce.count + 1)...]
        return Int(String(decoding: digits, as: UTF8.self)).map { (mark, $0) }
    }

    /// `#n#` with the smallest number that no comment of `source` starts with.
    ///
    /// One pass, and a few bytes for each mark, whatever the document holds.
    private static func nonce(for source: [UInt8]) -> [UInt8] {
        let opening = Array("<!--#".utf8)
        var taken: Set<Int> = []
        source.withUnsafeBufferPointer { bytes in
            var index = 0
            while let bracket = bytes.index(of: UInt8(ascii: "<"), from: index) {
                index = bracket + 1
                guard bytes[bracket...].starts(with: opening) else { continue }
                let digits = bytes[(bracket + opening.count)...].prefix(8)
                    .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                if let number = Int(String(decoding: digits, as: UTF8.self)) { taken.insert(number) }
            }
        }
        var free = 0
        while taken.contains(free) { free += 1 }
        return Array("#\(free)#".utf8)
    }

    private static func edits(_ document: PageDocument, title: Int?) -> [Edit] {
        let source = document.source.bytes
        var edits: [Edit] = []
        /// Where the closing lines that end at a section's end have been found up to.
        var peeled: [Int: Int] = [:]
        for (position, part) in document.parts.enumerated() where part.kind != .frontMatter {
            let start = part.range.lowerBound
            guard part.kind == .tag, let opening = TagLine(firstOf: part.range, in: source), !opening.isHTML else {
                let mark = position == title ? Mark.title : .section
                edits.append(Edit(range: start..<start, mark: mark, position: position))
                continue
            }
            edits.append(Edit(range: opening.range, mark: .tagStart, position: position))
            let end = document.lastOfSubtree(at: position).range.upperBound
            let limit = ByteRange(opening.range.upperBound, peeled[end] ?? end)
            guard let closing = TagLine(lastOf: limit, closing: opening.name, in: source) else { continue }
            peeled[end] = closing.range.lowerBound
            edits.append(Edit(range: closing.range, mark: .tagEnd, position: position))
        }
        return edits.sorted { left, right in
            left.range.lowerBound != right.range.lowerBound
                ? left.range.lowerBound < right.range.lowerBound
                : left.range.upperBound < right.range.upperBound
        }
    }
}
