import SkillSplitHost

/// What a site remembers of a document and its page.
struct SiteEntry: Sendable {
    /// A link of the body: where its attributes stand, how long they are now, and where it leads.
    struct Link: Sendable, Hashable {
        let offset: Int
        let length: Int
        let path: [UInt8]
        let fragment: String
    }

    enum Body: Sendable, Hashable {
        case spooled(Spool.Place)
        /// In the page as it was written: where the body starts, and how long it is.
        case inPage(offset: Int, count: Int)
    }

    enum Text: Sendable, Hashable {
        case spooled([Spool.Place])
        /// In these shards of the search, at that place of the first.
        case inShards([String], position: Int)
    }

    let path: DocumentPath
    let page: String
    let kind: ComponentKind
    let component: Component?
    /// Of the record that the page was made of.
    let record: Fingerprint
    let title: String
    let summary: String
    var links: [Link]
    var body: Body
    var text: Text
    /// The length of each part of the text.
    let textCounts: [Int]
    /// The number of the document in the index of its run.
    var ordinal: Int?
    /// Of the page's frame and links, and the page's size.
    var frame = Fingerprint()
    var pageSize = 0

    /// So much of a summary as lists show.
    static func shortened(_ text: String) -> String {
        guard text.utf8.count > 240 else { return text }
        let cut = text.prefix(220)
        return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)]) + "…"
    }
}
