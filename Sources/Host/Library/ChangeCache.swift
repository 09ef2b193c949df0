/// A session that remembers what `lstat` said of each file, so that unchanged files need not be read.
///
/// Stamps are written with the record that they speak of, in its transaction.
public protocol ChangeCache: SinkSession {
    /// What the session knows of the files of `collection` that were read below `root`, by path in byte order.
    func stamps(collection: String, root: [UInt8]) async throws(SkillSplitError) -> [CachedStamp]

    /// The root that `collection` was last ingested from; `nil` where the library has no such collection.
    func root(of collection: String) async throws(SkillSplitError) -> [UInt8]?
}

/// What a change cache knows of one file.
public struct CachedStamp: Sendable, Hashable {
    public let path: DocumentPath
    /// `nil` where the file must be read again in any case.
    public let stamp: FileStamp?
    public let parser: ParserIdentity

    public init(path: DocumentPath, stamp: FileStamp?, parser: ParserIdentity) {
        self.path = path
        self.stamp = stamp
        self.parser = parser
    }
}
