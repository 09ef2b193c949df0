/// The places of a document's sections: parents, addresses and lines, computed once for every sink.
public struct Outline: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// The position of the parent section in the document; `nil` at the top.
        public let parent: Int?
        /// `slug/slug`, from the top to this section; unique in the file, and stable under edits elsewhere.
        public let address: String
        /// The lines of the section's own bytes, from 1 in the file; a CRLF, a lone LF and a lone CR each end a line.
        public let lines: ClosedRange<Int>
    }

    /// One entry for each section, in order.
    public let entries: [Entry]

    public init(of document: Document) {
        var entries: [Entry] = []
        entries.reserveCapacity(document.sections.count)
        var ancestors: [Int] = []
        var slugs = SlugTable()
        var lines = LineCounter(document.source.bytes)
        for (position, section) in document.sections.enumerated() {
            while let last = ancestors.last, document.sections[last].depth >= section.depth { ancestors.removeLast() }
            let parent = ancestors.last
            let slug = slugs.unique(Slug.make(of: section), below: parent)
            entries.append(
                Entry(
                    parent: parent,
                    address: parent.map { "\(entries[$0].address)/\(slug)" } ?? slug,
                    lines: lines.lines(of: section.range)
                )
            )
            ancestors.append(position)
        }
        self.entries = entries
    }
}

/// Counts how often a slug occurred below a parent, so that the second one becomes `slug-2`.
private struct SlugTable {
    private struct Key: Hashable {
        let parent: Int?
        let slug: String
    }

    private var counts: [Key: Int] = [:]

    mutating func unique(_ slug: String, below parent: Int?) -> String {
        let key = Key(parent: parent, slug: slug)
        guard var count = counts[key] else {
            counts[key] = 1
            return slug
        }
        while true {
            count += 1
            let candidate = "\(slug)-\(count)"
            if counts[Key(parent: parent, slug: candidate)] == nil {
                counts[key] = count
                counts[Key(parent: parent, slug: candidate)] = 1
                return candidate
            }
        }
    }
}
