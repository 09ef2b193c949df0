/// What a search looks for, independent of the database that answers it.
public indirect enum SearchExpression: Sendable, Hashable {
    /// A word, or what a tokeniser makes of it: `c++` and `foo.bar` are words too.
    case word(String)
    /// Words that begin with the text.
    case prefix(String)
    /// Words that follow each other.
    case phrase(String)
    /// Words or phrases at most `distance` words apart.
    case near([String], distance: Int)
    case and(SearchExpression, SearchExpression)
    case or(SearchExpression, SearchExpression)
    /// The first without the second.
    case not(SearchExpression, SearchExpression)
}

/// A search of a library.
public struct SearchRequest: Sendable, Hashable {
    /// `nil` matches nothing: the query had no word in it.
    public var expression: SearchExpression?
    public var filter: FileFilter
    public var limit: Int
    public var offset: Int
    /// The length of a snippet in words, 0 for none.
    public var snippetWords: Int

    public init(
        expression: SearchExpression?,
        filter: FileFilter = .all,
        limit: Int = 20,
        offset: Int = 0,
        snippetWords: Int = 16
    ) {
        self.expression = expression
        self.filter = filter
        self.limit = limit
        self.offset = offset
        self.snippetWords = snippetWords
    }
}

/// A page of hits.
public struct SearchPage: Sendable, Hashable {
    /// Best first.
    public let hits: [SearchHit]
    /// Whether more hits follow.
    public let hasMore: Bool

    public init(hits: [SearchHit], hasMore: Bool) {
        self.hits = hits
        self.hasMore = hasMore
    }
}

/// A section that matches a search.
public struct SearchHit: Sendable, Hashable {
    public let path: DocumentPath
    public let fileKind: ComponentKind
    /// The component's name, where the file has one.
    public let fileName: String?
    public let section: StoredSection
    /// Higher is better; comparable within one answer only.
    public let score: Double
    /// The best passage, with each match between ``matchStart`` and ``matchEnd``; empty when none was asked for.
    public let snippet: String

    /// Stands before a match in a snippet: a private-use character that no text should hold.
    public static let matchStart: Character = "\u{E000}"
    /// Stands after a match in a snippet.
    public static let matchEnd: Character = "\u{E001}"

    public init(
        path: DocumentPath,
        fileKind: ComponentKind,
        fileName: String?,
        section: StoredSection,
        score: Double,
        snippet: String
    ) {
        self.path = path
        self.fileKind = fileKind
        self.fileName = fileName
        self.section = section
        self.score = score
        self.snippet = snippet
    }
}
