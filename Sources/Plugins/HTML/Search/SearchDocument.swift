/// A document as the search keeps it: its words for the index, and its text in parts for the passages that are shown.
struct SearchDocument {
    /// A part ends after the section that brings it over this many bytes.
    private static let partLimit = 12 << 10

    /// Lines of text; sections are `address US title US text RS`.
    let parts: [[UInt8]]

    static let unitSeparator: UInt8 = 0x1F
    static let recordSeparator: UInt8 = 0x1E

    /// Makes the parts of a document and adds its words to `words`.
    init(_ document: RenderedDocument, page: String, kind: String, ordinal: Int, words: inout WordTable) {
        words.begin(ordinal)
        var head: [UInt8] = []
        SearchWords.normalize(document.title, into: &head)
        words.add(head[...], .title)
        let summaryStart = head.count + 1
        head.append(Self.unitSeparator)
        SearchWords.normalize(document.summary, into: &head)
        words.add(head[summaryStart...], .summary)
        head.append(Self.unitSeparator)
        head.append(contentsOf: kind.utf8)
        head.append(Self.unitSeparator)
        head.append(contentsOf: page.utf8)
        head.append(Self.recordSeparator)

        var parts: [[UInt8]] = []
        var part = head
        for section in document.body.text {
            var rest = section.text[...]
            repeat {
                let piece = Self.piece(of: &rest)
                part.append(contentsOf: section.address.utf8)
                part.append(Self.unitSeparator)
                let titleStart = part.count
                SearchWords.normalize(section.title, into: &part)
                words.add(part[titleStart...], .heading)
                part.append(Self.unitSeparator)
                let textStart = part.count
                SearchWords.normalize(piece, into: &part)
                words.add(part[textStart...], .text)
                part.append(Self.recordSeparator)
                if part.count >= Self.partLimit {
                    parts.append(part)
                    part = []
                }
            } while !rest.isEmpty
        }
        if !part.isEmpty || parts.isEmpty { parts.append(part) }
        self.parts = parts
        words.end()
    }

    /// Takes so much of `rest` as a part may hold, up to a space.
    private static func piece(of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard rest.count > partLimit else {
            defer { rest = [] }
            return rest
        }
        let limit = rest.startIndex + partLimit
        let end = rest[..<limit].lastIndex { $0 <= 0x20 } ?? limit
        defer { rest = rest[max(end, rest.startIndex + 1)...] }
        return rest[..<max(end, rest.startIndex + 1)]
    }
}
