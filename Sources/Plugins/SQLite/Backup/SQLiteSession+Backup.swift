public import SkillSplitHost

extension SQLiteSession: BackupSource {
    /// Copies the library with `VACUUM INTO`, in one view of it, while others go on writing, and compresses the copy.
    ///
    /// The hash is written to `path` with `.sha256` behind it, in the format of `sha256sum`.
    public func backUp(to path: String) async throws(SkillSplitError) -> Backup {
        let copy = "\(path).copying"
        let compressed = "\(path).compressing"
        defer {
            DiskFile.remove(copy)
            DiskFile.remove(compressed)
        }
        DiskFile.remove(copy)
        // A file that is there, if empty, keeps its permissions: no one else may read the copy while it grows.
        try DiskFile.write(copy) { _ throws(SkillSplitError) in }
        let vacuum = try connection.prepare("VACUUM INTO ?")
        vacuum.bind(1, copy)
        try vacuum.run()
        try DiskFile.compress(copy, to: compressed)
        let (hash, size) = try DiskFile.hash(of: compressed)
        try DiskFile.move(compressed, to: path)
        let sum = "\(hash)  \(path.split(separator: "/").last ?? "")\n"
        try DiskFile.write("\(path).sha256.writing") { write throws(SkillSplitError) in
            try Array(sum.utf8).withUnsafeBufferPointer { bytes throws(SkillSplitError) in
                try write(UnsafeRawBufferPointer(bytes))
            }
        }
        try DiskFile.move("\(path).sha256.writing", to: "\(path).sha256")
        return Backup(path: path, size: size, hash: hash)
    }
}
