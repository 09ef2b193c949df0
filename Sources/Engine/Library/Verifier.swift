public import SkillSplitHost

/// Proves that the files of a library are what was put in: it reads the sections back and hashes them.
public struct Verifier: Sendable {
    /// What was found.
    public struct Report: Sendable, Hashable {
        public internal(set) var files = 0
        public internal(set) var identical = 0
        public internal(set) var bytes = 0
        /// Files whose sections do not give the bytes that were ingested, and why.
        public internal(set) var different: [ReportedFile<SkillSplitError>] = []

        public init() {}

        /// Adds the figures of another part of the library.
        public mutating func add(_ other: Report) {
            files += other.files
            identical += other.identical
            bytes += other.bytes
            different += other.different
        }
    }

    private let library: any LibrarySession

    public init(_ library: any LibrarySession) {
        self.library = library
    }

    /// Recomputes the hash of each file that `filter` lets through; writes nothing.
    ///
    /// - Throws: ``SkillSplitError`` when the list of files itself cannot be read.
    public func run(_ filter: FileFilter = .all) async throws(SkillSplitError) -> Report {
        var report = Report()
        try await LibraryReader(library).forEachFile(filter) { file throws(SkillSplitError) in
            report.files += 1
            if let problem = await problem(of: file, bytes: &report.bytes) {
                report.different.append(ReportedFile(path: "\(file.path)", detail: problem))
            } else {
                report.identical += 1
            }
        }
        return report
    }

    private func problem(of file: StoredFile, bytes: inout Int) async -> SkillSplitError? {
        do throws(SkillSplitError) {
            let content = try await library.content(of: file.path, positions: nil)
            bytes += content.count
            guard Hashing.file(content) != file.hash else { return nil }
            return SkillSplitError(
                .corrupt,
                "the sections of '\(file.path)' give \(content.count) bytes with another hash than the ingested file",
                remedy: "Ingest the file again, and run 'skill-split fsck'."
            )
        } catch {
            return error
        }
    }
}
