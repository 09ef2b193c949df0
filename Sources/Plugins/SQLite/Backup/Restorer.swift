import CSQLite
public import SkillSplitHost

/// Brings a library back from a copy.
struct Restorer {
    let file: LibraryFile
    let source: String

    /// The copy, expanded, beside the library.
    private var copy: String { file.path + ".restoring" }

    func run() throws(SkillSplitError) -> Restoration {
        let isHashVerified = try verifyHash()
        defer { removeCopy() }
        removeCopy()
        try expand()
        let fileCount = try check()
        let previous = try keepPrevious()
        try putInPlace(keeping: previous)
        return Restoration(previous: previous, fileCount: fileCount, isHashVerified: isHashVerified)
    }

    private func removeCopy() {
        for suffix in ["", "-wal", "-shm", "-journal"] { DiskFile.remove(copy + suffix) }
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

    private func expand() throws(SkillSplitError) {
        let isCompressed = try DiskFile.isCompressed(source)
        try DiskFile.write(copy) { write throws(SkillSplitError) in
            try DiskFile.forEachPiece(of: source, expanding: isCompressed, write)
        }
    }

    /// Migrates the copy where it is old, and checks every byte of it.
    ///
    /// - Returns: The number of its files.
    private func check() throws(SkillSplitError) -> Int {
        let copied = LibraryFile(location: copy, patience: file.patience)
        var connection = try copied.openForWriting()
        let problems = try LibraryCheck.run(on: &connection).map { $0.finding(isRepaired: false) }
        if let problem = problems.first(where: { $0.severity == .error }) { throw damaged(problem.summary) }
        let count = try connection.integer("SELECT count(*) FROM files")
        connection.close()
        return Int(count)
    }

    /// Copies the library that is there.
    private func keepPrevious() throws(SkillSplitError) -> String? {
        guard DiskFile.exists(file.path) else { return nil }
        var number = 1
        while DiskFile.exists("\(file.path).before-restore-\(number)") { number += 1 }
        let kept = "\(file.path).before-restore-\(number)"
        do throws(SkillSplitError) {
            try DiskFile.write(kept) { _ throws(SkillSplitError) in }
            let vacuum = try Connection(path: file.path, mode: .write, patience: file.patience)
                .prepare("VACUUM INTO ?")
            vacuum.bind(1, kept)
            try vacuum.run()
        } catch  where [.corrupt, .incompatible, .sqlite].contains(error.code) {
            // What is there is damaged, or no library: its bytes are kept as they are, with those of its log.
            for suffix in ["", "-wal"] where DiskFile.exists(file.path + suffix) {
                try DiskFile.write(kept + suffix) { write throws(SkillSplitError) in
                    try DiskFile.forEachPiece(of: file.path + suffix, write)
                }
            }
        }
        return kept
    }

    /// Copies the pages into the library in one transaction, so that processes that have it open go on with the new
    /// content; only what cannot be opened as a database is replaced as a file.
    private func putInPlace(keeping previous: String?) throws(SkillSplitError) {
        guard previous != nil else { return try DiskFile.move(copy, to: file.path) }
        do throws(SkillSplitError) {
            let source = try Connection(path: copy, mode: .read, patience: file.patience)
            let target = try Connection(path: file.path, mode: .write, patience: file.patience)
            _ = try target.integer("SELECT count(*) FROM sqlite_schema")
            try target.replaceContent(by: source)
        } catch  where [.corrupt, .incompatible, .sqlite].contains(error.code) {
            for suffix in ["-wal", "-shm"] { DiskFile.remove(file.path + suffix) }
            try DiskFile.move(copy, to: file.path)
        }
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
