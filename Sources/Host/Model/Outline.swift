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
        var builder = OutlineBuilder()
        var lines = LineCounter(document.source.bytes)
        for section in document.sections {
            let place = builder.place(kind: section.kind, title: section.title, depth: section.depth)
            entries.append(
                Entry(parent: place.parent, address: place.address, lines: lines.lines(of: section.range))
            )
        }
        self.entries = entries
    }
}

/// Finds the parents and addresses of sections that come one after another, in the order of their file.
///
/// A library that stores neither computes them with it, so that they equal those of the document.
public struct OutlineBuilder: Sendable {
    /// The depth and address of each section so far.
    private var placed: [(depth: Int, address: String)] = []
    /// The positions of the sections that may still have children, from the top.
    private var ancestors: [Int] = []
    private var slugs = SlugTable()

    public init() {}

    /// The position of the next section's parent, `nil` at the top, and its address.
    public mutating func place(kind: Section.Kind, title: String, depth: Int) -> (parent: Int?, address: String) {
        while let last = ancestors.last, placed[last].depth >= depth { ancestors.removeLast() }
        let parent = ancestors.last
        let slug = slugs.unique(Slug.make(kind: kind, title: title), below: parent)
        let address = parent.map { "\(placed[$0].address)/\(slug)" } ?? slug
        ancestors.append(placed.count)
        placed.append((depth, address))
        return (parent, address)
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
