import SkillSplitHost

/// Writes the attributes of links between documents.
struct LinkResolver {
    private let map: SiteMap
    /// The anchors of pages that links ask for, by place.
    private var anchors: [Int: AnchorTable] = [:]

    init(_ map: SiteMap) {
        self.map = map
    }

    /// Takes in the addresses of the page at `place`, escaped.
    mutating func know(_ addresses: [String], at place: Int) {
        anchors[place] = AnchorTable(addresses)
    }

    /// The attributes of `link` on the page of `source`.
    ///
    /// - Parameters:
    ///   - link: The link.
    ///   - source: The document that it stands in.
    ///   - entries: The site's documents.
    ///   - body: Gives the body of the page at a place.
    /// - Returns: An `href`, or a class and a title that say why there is none.
    /// - Throws: What `body` throws.
    mutating func attributes(
        of link: SiteEntry.Link,
        from source: SiteEntry,
        in entries: [SiteEntry],
        body: (Int) throws(SkillSplitError) -> [UInt8]
    ) throws(SkillSplitError) -> [UInt8] {
        var html = HTMLBuffer()
        guard let place = map.place(of: link.path) else {
            html.raw(" class=\"outside\" title=\"Not in this library: ")
            html.attribute(PathText.display(link.path))
            html.raw("\"")
            return html.bytes
        }
        html.raw(" href=\"")
        html.attribute(PagePath.relative(from: source.page, to: entries[place].page))
        if !link.fragment.isEmpty {
            if anchors[place] == nil { know(Self.anchors(in: try body(place)), at: place) }
            if let anchor = anchors[place]?.address(of: link.fragment) {
                html.raw("#")
                html.raw(anchor.utf8)
            }
        }
        html.raw("\"")
        return html.bytes
    }

    /// The addresses in a page's body, still escaped.
    private static func anchors(in body: [UInt8]) -> [String] {
        var anchors: [String] = []
        let mark = Array(" id=\"".utf8)
        body.withUnsafeBufferPointer { body in
            var index = 0
            while let space = body.index(of: UInt8(ascii: "i"), from: index) {
                index = space + 1
                guard space > 0, body[(space - 1)...].starts(with: mark) else { continue }
                let start = space - 1 + mark.count
                guard let end = body.index(of: UInt8(ascii: "\""), from: start) else { return }
                anchors.append(String(decoding: body[start..<end], as: UTF8.self))
                index = end
            }
        }
        return anchors
    }
}
