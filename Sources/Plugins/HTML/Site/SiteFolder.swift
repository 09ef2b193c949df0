import SkillSplitHost

/// The folder that a site is written into: files appear whole or not at all, and foreign ones stay as they are.
struct SiteFolder {
    let root: String
    /// The files of the site before this run and since, by path below the folder.
    private var owned: Set<String>
    private var folders: Set<String> = []

    init(root: String, owned: Set<String>) {
        self.root = root
        self.owned = owned
    }

    func path(of file: String) -> String { "\(root)/\(file)" }

    /// Whether a file that is not the site's own stands where `file` belongs.
    func isTaken(_ file: String) -> Bool {
        !owned.contains(file) && FileSystem.size(of: path(of: file)) != nil
    }

    /// Puts `bytes` at `file`; the file there is replaced in one step.
    ///
    /// - Throws: ``SkillSplitError`` with the code `conflict` where the file there is not the site's.
    mutating func put(_ bytes: [UInt8], at file: String) throws(SkillSplitError) {
        guard !isTaken(file) else { throw Self.conflict(path(of: file)) }
        try makeFolders(of: file)
        let temporary = path(of: ".skill-split-new")
        try FileSystem.remove(temporary)
        try FileSystem.write(bytes, to: temporary)
        try FileSystem.rename(temporary, to: path(of: file))
        owned.insert(file)
    }

    /// Puts `bytes` at `file` where other bytes or none are there.
    mutating func update(_ bytes: [UInt8], at file: String) throws(SkillSplitError) {
        if owned.contains(file), let size = FileSystem.size(of: path(of: file)), size.bytes == bytes.count,
            try FileSystem.read(path(of: file)) == bytes
        {
            return
        }
        try put(bytes, at: file)
    }

    /// Removes a file of the site, and the folders that it leaves empty.
    func remove(_ file: String) throws(SkillSplitError) {
        try FileSystem.remove(path(of: file))
        var folder = file[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            guard FileSystem.removeFolder(path(of: String(folder))) else { return }
        }
    }

    static func conflict(_ path: String) -> SkillSplitError {
        SkillSplitError(
            .conflict,
            "'\(path)' is there and was not written by skill-split",
            remedy: "Move it away, or export to another folder."
        )
    }

    private mutating func makeFolders(of file: String) throws(SkillSplitError) {
        guard let slash = file.lastIndex(of: "/") else { return }
        let folder = String(file[..<slash])
        guard !folders.contains(folder) else { return }
        try makeFolders(of: folder)
        try FileSystem.makeFolder(path(of: folder))
        folders.insert(folder)
    }
}
