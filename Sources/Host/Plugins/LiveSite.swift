/// A sink that can show a library as it is now, page by page, besides writing what it is given.
public protocol LiveSiteSink: SinkPlugin {
    /// The site of `library`.
    func site(of library: any LibrarySession) throws(SkillSplitError) -> any LiveSite
}

/// The pages of a library that may change between two of them.
public protocol LiveSite: Sendable {
    /// Answers a request.
    ///
    /// - Parameters:
    ///   - path: Below the site, without a slash before it; empty for the first page.
    ///   - query: The parameters, decoded.
    /// - Returns: The answer; `nil` where the site has nothing at `path`.
    /// - Throws: ``SkillSplitError`` when the library cannot be read.
    func answer(to path: String, query: [String: String]) async throws(SkillSplitError) -> LiveAnswer?
}

/// What a site says to a request.
public enum LiveAnswer: Sendable, Hashable {
    case content(type: String, bytes: [UInt8])
    /// Look there: a path below the site, with a fragment.
    case moved(to: String)
}
