public import SkillSplitHost

/// Finds what a library holds more than once.
public struct DuplicateFinder: Sendable {
    /// What was found, largest first.
    public struct Report: Sendable, Hashable {
        /// Files with the same bytes.
        public var copies: [Copies] = []
        /// Components of one kind that have one name and different bytes.
        public var namesakes: [Namesakes] = []
        /// Components that share most of their text and not all of it.
        public var variants: [Variant] = []

        public init() {}
    }

    public struct Copies: Sendable, Hashable {
        public let hash: ContentHash
        /// Of one copy, in bytes.
        public let size: Int
        public let paths: [DocumentPath]
    }

    public struct Namesakes: Sendable, Hashable {
        public let kind: ComponentKind
        public let name: String
        public let paths: [DocumentPath]
    }

    public struct Variant: Sendable, Hashable {
        public let first: DocumentPath
        public let second: DocumentPath
        /// The bytes of sections that both have, as a part of the larger one's; 0 to 1.
        public let shared: Double
    }

    /// Two components are variants from this share on.
    public static let threshold = 0.7
    /// A section that stands in more components than this, such as a licence, says nothing about a pair of them.
    public static let commonSection = 50

    private let library: any LibrarySession

    public init(_ library: any LibrarySession) {
        self.library = library
    }

    /// Compares the files that `filter` lets through; empty files and links are no copies of each other.
    public func run(_ filter: FileFilter = .all) async throws(SkillSplitError) -> Report {
        var byHash: [ContentHash: [StoredFile]] = [:]
        var byName: [NameKey: [StoredFile]] = [:]
        var fingerprints: [Fingerprint] = []
        try await LibraryReader(library).forEachFile(filter) { file throws(SkillSplitError) in
            guard file.size > 0, file.linkTarget == nil else { return }
            byHash[file.hash, default: []].append(file)
            guard Self.componentKinds.contains(file.kind) else { return }
            if let name = file.name { byName[NameKey(kind: file.kind, name: name), default: []].append(file) }
            // One of several copies stands for all of them.
            guard byHash[file.hash]?.count == 1 else { return }
            fingerprints.append(Fingerprint(file, try await library.sections(of: file.path)))
        }
        var report = Report()
        report.copies = byHash.values.filter { $0.count > 1 }
            .map { Copies(hash: $0[0].hash, size: $0[0].size, paths: $0.map(\.path)) }
            .sorted { ($1.size * $1.paths.count, $0.paths[0]) < ($0.size * $0.paths.count, $1.paths[0]) }
        report.namesakes = byName.filter { Set($0.value.map(\.hash)).count > 1 }
            .map { Namesakes(kind: $0.kind, name: $0.name, paths: $1.map(\.path)) }
            .sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }
        report.variants = Self.variants(fingerprints)
        return report
    }

    /// The kinds whose files are each a component of their own.
    private static let componentKinds: Set<ComponentKind> = [.skill, .command, .agent, .outputStyle, .plugin]

    private struct NameKey: Hashable {
        let kind: ComponentKind
        let name: String
    }

    /// The hashes and sizes of a file's sections.
    private struct Fingerprint {
        let path: DocumentPath
        let size: Int
        let sections: [SectionHash: Int]

        init(_ file: StoredFile, _ sections: [StoredSection]) {
            path = file.path
            size = file.size
            self.sections = Dictionary(sections.map { ($0.hash, $0.range.count) }, uniquingKeysWith: +)
        }
    }

    private static func variants(_ fingerprints: [Fingerprint]) -> [Variant] {
        var holders: [SectionHash: [Int]] = [:]
        for (index, fingerprint) in fingerprints.enumerated() {
            for hash in fingerprint.sections.keys { holders[hash, default: []].append(index) }
        }
        var variants: [Variant] = []
        for (index, fingerprint) in fingerprints.enumerated() {
            var shared: [Int: Int] = [:]
            for (hash, size) in fingerprint.sections {
                guard let others = holders[hash], others.count <= commonSection else { continue }
                for other in others where other > index {
                    shared[other, default: 0] += min(size, fingerprints[other].sections[hash] ?? 0)
                }
            }
            for (other, bytes) in shared {
                let share = Double(bytes) / Double(max(fingerprint.size, fingerprints[other].size))
                guard share >= threshold else { continue }
                variants.append(Variant(first: fingerprint.path, second: fingerprints[other].path, shared: share))
            }
        }
        return variants.sorted { ($1.shared, $0.first, $0.second) < ($0.shared, $1.first, $1.second) }
    }
}
