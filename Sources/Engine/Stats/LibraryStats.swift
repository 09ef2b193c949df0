public import SkillSplitHost

/// How large a library is, and what reading sections instead of files saves.
public struct LibraryStats: Sendable, Hashable {
    /// Figures of one kind, or of all.
    public struct Group: Sendable, Hashable {
        public internal(set) var files = 0
        public internal(set) var sections = 0
        public internal(set) var bytes = 0

        /// An estimate, by ``LibraryStats/tokenMethod``.
        public var tokens: Int { LibraryStats.tokens(ofBytes: bytes) }
    }

    /// What one reads to see a section: on average over all sections of files with more than one.
    public struct Reading: Sendable, Hashable {
        public internal(set) var sections = 0
        /// Of the section with what is nested in it, added up over the sections.
        public internal(set) var sectionBytes = 0
        /// Of the file that the section stands in, added up over the sections.
        public internal(set) var fileBytes = 0

        /// The tokens that a section saves against its file, on average, in percent; `nil` without sections.
        public var savedPercent: Double? {
            fileBytes == 0 ? nil : 100 * (1 - Double(sectionBytes) / Double(fileBytes))
        }
    }

    /// How tokens are estimated.
    public static let tokenMethod = "bytes of UTF-8 divided by 4, rounded up; no tokeniser was run"

    public static func tokens(ofBytes bytes: Int) -> Int { (bytes + 3) / 4 }

    public private(set) var total = Group()
    public private(set) var kinds: [ComponentKind: Group] = [:]
    public private(set) var reading = Reading()

    /// Counts the files that `filter` lets through; assets have a size, and nothing to read.
    public init(of library: any LibrarySession, _ filter: FileFilter = .all) async throws(SkillSplitError) {
        var total = Group()
        var kinds: [ComponentKind: Group] = [:]
        var reading = Reading()
        try await LibraryReader(library).forEachFile(filter) { file throws(SkillSplitError) in
            total.add(file)
            kinds[file.kind, default: Group()].add(file)
            guard file.sectionCount > 1, file.kind != .asset else { return }
            let sections = try await library.sections(of: file.path)
            for section in sections {
                let end = LibraryReader.end(ofSubtree: section.position, in: sections)
                reading.sections += 1
                reading.sectionBytes += sections[end].range.upperBound - section.range.lowerBound
                reading.fileBytes += file.size
            }
        }
        self.total = total
        self.kinds = kinds
        self.reading = reading
    }
}

extension LibraryStats.Group {
    fileprivate mutating func add(_ file: StoredFile) {
        files += 1
        sections += file.sectionCount
        bytes += file.size
    }
}
