/// A sink that can read what another program stored, so that its files can be taken over.
public protocol ForeignStoreReader: SinkPlugin {
    /// The store in the file at `path`; `nil` where the file is none that the sink knows.
    ///
    /// - Throws: ``SkillSplitError`` for a store that the sink knows and cannot read.
    static func foreignStore(at path: String) throws(SkillSplitError) -> (any ForeignStore)?
}

/// Files as another program stored them; nothing of it is ever changed.
public protocol ForeignStore: Sendable {
    /// The files, the oldest version first where one path stands for several.
    func files() async throws(SkillSplitError) -> [ForeignFile]

    /// The bytes of a file.
    ///
    /// - Throws: ``SkillSplitError`` where what is stored does not give the bytes that the program once read, which its
    ///   hash of them proves; the message says why.
    func content(of file: ForeignFile) async throws(SkillSplitError) -> [UInt8]
}

/// A file of another program's store.
public struct ForeignFile: Sendable, Hashable {
    /// The store's own identity of the file.
    public let id: Int64
    /// The path as the program wrote it down: absolute, or relative to a folder that only it knew.
    public let path: [UInt8]

    public init(id: Int64, path: [UInt8]) {
        self.id = id
        self.path = path
    }
}
