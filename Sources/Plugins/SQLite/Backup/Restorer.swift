import CSQLite
public import SkillSplitHost

/// Brings a library back from a copy.
struct Restorer {
    let file: LibraryFile
    let source: String

    func run() throws(SkillSplitError) -> Restoration {
        let isHashVerified = try verifyHash()
        // The copy, expanded, beside the library.
        let copy = try ScratchFile(file.path + ".restoring")
        try expand(to: copy.path)
        let fileCount = try check(copy.path)
        let previous = try keepPrevious()
        try putInPlace(copy, keeping: previous)
        return Restoration(previous: previous, fileCount: fileCount, isHashVerified: isHashVerified)
    }

    /// Whether a hash stands beside the copy.
    private func verifyHash() throws(SkillSplitError) -> Bool {
        guard DiskFile.exists(source) else {
            throw SkillSplitError(
                .notFound,
                "there is no backup at '\(source)'",
                remedy: "Name the file that 'skill-split backup' wrote."
            )
        }
        let beside = source + ".sha256"
        guard DiskFile.exists(beside) else { return false }
        var text: [UInt8] = []
        try DiskFile.forEachPiece(of: beside) { piece throws(SkillSplitError) in text.append(contentsOf: piece) }
        let expected = String(decoding: text.prefix(64), as: UTF8.self)
        guard try DiskFile.hash(of: source).hash.description == expected else {
            throw damaged("it does not match the hash in '\(beside)'")
        }
        return true
    }

    private func expand(to copy: String) throws(SkillSplitError) {
        let isCompressed = try DiskFile.isCompressed(source)
        try DiskFile.write(copy) { write throws(SkillSplitError) in
            try DiskFile.forEachPiece(of: source, expanding: isCompressed, write)
        }
    }

    /// Migrates the copy where it is old, and checks every byte of it.
    ///
    /// - Returns: The number of its files.
    private func check(_ copy: String) throws(SkillSplitError) -> Int {
        do throws(SkillSplitError) {
            let copied = LibraryFile(location: copy, patience: file.patience)
            var connection = try copied.openForWriting(keepsBackup: false)
            let problems = try LibraryCheck.run(on: &connection)
            if let problem = problems.map({ $0.finding(isRepaired: false) }).first(where: { $0.severity == .error }) {
                throw damaged(problem.summary)
            }
            let count = try connection.integer("SELECT count(*) FROM files")
            connection.close()
            return Int(count)
        } catch  where error.code == .incompatible {
            throw SkillSplitError(
                .incompatible,
                "the backup '\(source)' cannot be restored",
                remedy: "Use the skill-split that wrote it, or another backup; the library was not touched.",
                cause: error.message
            )
        }
    }

    /// Copies the library that is there.
    private func keepPrevious() throws(SkillSplitError) -> String? {
        guard DiskFile.exists(file.path) else { return nil }
        let partial = try ScratchFile(file.path + ".before-restore")
        do throws(SkillSplitError) {
            try Connection(path: file.path, mode: .write, patience: file.patience).copy(to: partial.path)
        } catch  where [.corrupt, .incompatible, .sqlite].contains(error.code) {
            return try keepDamaged(partial)
        }
        let kept = unusedName()
        try partial.move(to: kept)
        return kept
    }

    /// Keeps the bytes of what is damaged, or no library, as they are, with those of its log.
    private func keepDamaged(_ partial: consuming ScratchFile) throws(SkillSplitError) -> String {
        let kept = unusedName()
        for suffix in ["", "-wal"] where DiskFile.exists(file.path + suffix) {
            try DiskFile.write(partial.path + suffix) { write throws(SkillSplitError) in
                try DiskFile.forEachPiece(of: file.path + suffix, write)
            }
        }
        if DiskFile.exists(partial.path + "-wal") { try DiskFile.move(partial.path + "-wal", to: kept + "-wal") }
        try partial.move(to: kept)
        return kept
    }

    private func unusedName() -> String {
        var number = 1
        while DiskFile.exists("\(file.path).before-restore-\(number)") { number += 1 }
        return "\(file.path).before-restore-\(number)"
    }

    private func putInPlace(_ copy: consuming ScratchFile, keeping previous: String?) throws(SkillSplitError) {
        if previous != nil, try replacePages(by: copy.path) { return }
        try replaceFile(by: copy)
    }

    /// Copies the pages into the library in one transaction, so that processes that have it open go on with the new
    /// content.
    ///
    /// - Returns: `false` where what is there cannot be opened as a database, and must be replaced as a file.
    private func replacePages(by copy: String) throws(SkillSplitError) -> Bool {
        do throws(SkillSplitError) {
            let source = try Connection(path: copy, mode: .read, patience: file.patience)
            let target = try Connection(path: file.path, mode: .write, patience: file.patience)
            _ = try target.integer("SELECT count(*) FROM sqlite_schema")
            try target.replaceContent(by: source)
            return true
        } catch  where [.corrupt, .incompatible, .sqlite].contains(error.code) {
            return false
        }
    }

    /// A log that was left behind would be taken for one of the new file.
    private func replaceFile(by copy: consuming ScratchFile) throws(SkillSplitError) {
        for suffix in ["-wal", "-shm"] { DiskFile.remove(file.path + suffix) }
        try copy.move(to: file.path)
    }

    private func damaged(_ what: String) -> SkillSplitError {
        SkillSplitError(
            .corrupt,
            "the backup '\(source)' is damaged: \(what)",
            remedy: "Use another backup; the library was not touched."
        )
    }
}

extension SQLiteSink: RestoreTarget {
    public func restore(from path: String) async throws(SkillSplitError) -> Restoration {
        try Restorer(file: file, source: path).run()
    }
}
