public import SkillSplitHost

/// Tells whether two libraries hold the same, and what differs.
public struct LibraryComparison: Sendable {
    /// What was found.
    public struct Report: Sendable, Hashable {
        /// How many files each side has.
        public internal(set) var leftCount = 0
        public internal(set) var rightCount = 0
        public internal(set) var matched = 0
        /// By path in byte order.
        public internal(set) var onlyLeft: [DocumentPath] = []
        public internal(set) var onlyRight: [DocumentPath] = []
        /// In both, but with other bytes, kind, mode or link.
        public internal(set) var differing: [DocumentPath] = []

        /// All paths of both sides.
        public var union: Int { matched + onlyLeft.count + onlyRight.count + differing.count }

        public var isEqual: Bool { matched == union }

        /// How much of the union is the same; of two empty libraries, all.
        public var percentage: Double { union == 0 ? 100 : 100 * Double(matched) / Double(union) }
    }

    private let left: any LibrarySession
    private let right: any LibrarySession

    public init(_ left: any LibrarySession, _ right: any LibrarySession) {
        self.left = left
        self.right = right
    }

    /// Compares the two; reads only sums where they are equal, and only the buckets that differ elsewhere.
    ///
    /// - Parameter deep: Whether to compute every hash from the content.
    /// - Returns: What both hold.
    /// - Throws: ``SkillSplitError`` when one side cannot be read whole, or changes all the time.
    public func run(deep: Bool = false) async throws(SkillSplitError) -> Report {
        for _ in 0..<3 {
            let sides = (Side(left, deep), Side(right, deep))
            let sums = (try await sides.0.sums(), try await sides.1.sums())
            let differing = (0..<BucketSum.bucketCount).filter { sums.0[$0] != sums.1[$0] }
            var report = Report()
            report.leftCount = sums.0.reduce(0) { $0 + $1.count }
            report.rightCount = sums.1.reduce(0) { $0 + $1.count }
            report.matched = report.leftCount - differing.reduce(0) { $0 + sums.0[$1].count }
            guard !differing.isEmpty else { return report }
            let files = (try await sides.0.files(in: differing), try await sides.1.files(in: differing))
            // A listing that does not give the sums is of another moment.
            if Self.isSame(files.0, sums.0, differing), Self.isSame(files.1, sums.1, differing) {
                report.compare(files.0, files.1)
                return report
            }
        }
        throw SkillSplitError(
            .busy,
            "a library changed every time that it was compared",
            remedy: "Wait until nobody writes to it, and compare again."
        )
    }

    private static func isSame(_ files: [FingerprintedFile], _ sums: [BucketSum], _ buckets: [Int]) -> Bool {
        let found = BucketSum.sums(of: files)
        return buckets.allSatisfy { found[$0] == sums[$0] }
    }
}

/// One of two libraries: by its own sums, or by a list of all that it has.
private struct Side {
    private let library: any LibrarySession
    private let isDeep: Bool
    private let listed = Listing()

    /// A list that is made once.
    private final class Listing {
        var files: [FingerprintedFile]?
    }

    init(_ library: any LibrarySession, _ isDeep: Bool) {
        self.library = library
        self.isDeep = isDeep
    }

    func sums() async throws(SkillSplitError) -> [BucketSum] {
        guard let library = library as? any SummedLibrary else { return BucketSum.sums(of: try await all()) }
        return try await BucketSum.sums(of: library, deep: isDeep)
    }

    func files(in buckets: [Int]) async throws(SkillSplitError) -> [FingerprintedFile] {
        if let library = library as? any SummedLibrary {
            return try await library.fingerprints(inBuckets: buckets, deep: isDeep)
        }
        let wanted = Set(buckets)
        return try await all().filter { wanted.contains(BucketSum.bucket(of: $0.path)) }
    }

    private func all() async throws(SkillSplitError) -> [FingerprintedFile] {
        if let files = listed.files { return files }
        let files = try await Fingerprints(library, deep: isDeep).all()
        listed.files = files
        return files
    }
}

extension LibraryComparison.Report {
    /// Merges two listings in path order.
    fileprivate mutating func compare(_ left: [FingerprintedFile], _ right: [FingerprintedFile]) {
        var index = (0, 0)
        while index.0 < left.count || index.1 < right.count {
            let pair = (
                index.0 < left.count ? left[index.0] : nil, index.1 < right.count ? right[index.1] : nil
            )
            switch pair {
            case (let one?, let other?) where one.path == other.path:
                if one.fingerprint == other.fingerprint { matched += 1 } else { differing.append(one.path) }
                index = (index.0 + 1, index.1 + 1)
            case (let one?, let other?) where one.path < other.path:
                onlyLeft.append(one.path)
                index.0 += 1
            case (let one?, nil):
                onlyLeft.append(one.path)
                index.0 += 1
            case (_, let other?):
                onlyRight.append(other.path)
                index.1 += 1
            case (nil, nil): return
            }
        }
    }
}
