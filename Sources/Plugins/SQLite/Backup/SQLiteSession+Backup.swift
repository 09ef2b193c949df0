public import SkillSplitHost

extension SQLiteSession: BackupSource {
    /// Copies the library with `VACUUM INTO`, in one view of it, while others go on writing, and compresses the copy.
    ///
    /// The hash is written to `path` with `.sha256` behind it, in the format of `sha256sum`. An old hash goes before the
    /// old copy does, so that whatever stops this, no copy is left with the hash of another one.
    public func backUp(to path: String) async throws(SkillSplitError) -> Backup {
        let copy = try ScratchFile("\(path).copying")
        try connection.copy(to: copy.path)
        let compressed = try ScratchFile("\(path).compressing")
        try DiskFile.compress(copy.path, to: compressed.path)
        let (hash, size) = try DiskFile.hash(of: compressed.path)
        let sum = try ScratchFile("\(path).sha256.writing")
        try DiskFile.write(sum.path, Array("\(hash)  \(path.split(separator: "/").last ?? "")\n".utf8))
        DiskFile.remove("\(path).sha256")
        try compressed.move(to: path)
        try sum.move(to: "\(path).sha256")
        return Backup(path: path, size: size, hash: hash)
    }
}
