import SkillSplitHost

/// The part of a page that depends on its document alone; links to other documents are still open.
struct PageBody: Sendable {
    /// A link whose attributes are written when it is known which documents have a page.
    struct Link: Sendable, Hashable {
        /// Where the attributes belong in the bytes.
        let offset: Int
        /// The document or folder that it leads to.
        let path: [UInt8]
        let fragment: String
    }

    var html = HTMLBuffer()
    /// In order.
    var links: [Link] = []
    /// What the search finds and shows.
    var text: [SearchText] = []

    /// Appends ` href="…"` for `target`, now or later, or what says that it leads nowhere.
    ///
    /// - Parameters:
    ///   - target: Where to.
    ///   - anchors: The addresses of this document.
    mutating func appendLink(_ target: LinkTarget, anchors: inout AnchorTable) {
        switch target {
        case .external(let url):
            html.raw(" href=\"")
            html.attribute(url)
            html.raw("\" rel=\"noreferrer\"")
        case .fragment(let fragment):
            if let address = anchors.address(of: fragment) {
                html.raw(" href=\"#")
                html.attribute(address)
                html.raw("\"")
            } else {
                html.raw(" class=\"outside\" title=\"No such section\"")
            }
        case .document(let path, let fragment):
            links.append(Link(offset: html.bytes.count, path: path, fragment: fragment))
        case .refused:
            html.raw(" class=\"outside\" title=\"This link was left out\"")
        }
    }
}

/// The text of a section, without markup.
struct SearchText: Sendable, Hashable {
    let address: String
    let title: String
    var text: [UInt8]
}
