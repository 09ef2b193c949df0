public import SkillSplitHost

/// What is different between the sections of two files.
public struct SectionDiff: Sendable, Hashable {
    /// A section on one side.
    public struct Side: Sendable, Hashable {
        public let address: String
        public let title: String
        public let kind: Section.Kind
        public let depth: Int
        public let lines: ClosedRange<Int>
        public let hash: SectionHash
        /// Of the section's own text.
        public let size: Int
    }

    /// A section, on one side or on both.
    public struct Entry: Sendable, Hashable {
        public let left: Side?
        public let right: Side?

        public var mark: DifferenceMark {
            guard let left else { return .onlyRight }
            guard let right else { return .onlyLeft }
            return left.hash == right.hash ? .same : .differs
        }
    }

    /// In the order of the files.
    public let entries: [Entry]

    public var isEqual: Bool { entries.allSatisfy { $0.mark == .same } }

    /// Pairs sections with the same text, in order, and then those between with the same address.
    init(_ left: [Side], _ right: [Side]) {
        let changes = right.difference(from: left) { $0.hash == $1.hash && $0.kind == $1.kind }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var partners: [Int: Int] = [:]
        let byAddress = Dictionary(inserted.map { (right[$0].address, $0) }, uniquingKeysWith: { first, _ in first })
        for offset in removed { partners[offset] = byAddress[left[offset].address] }
        let paired = Set(partners.values)
        var entries: [Entry] = []
        var (index, other) = (0, 0)
        while index < left.count || other < right.count {
            if index < left.count, removed.contains(index) {
                entries.append(Entry(left: left[index], right: partners[index].map { right[$0] }))
                index += 1
            } else if other < right.count, inserted.contains(other) {
                if !paired.contains(other) { entries.append(Entry(left: nil, right: right[other])) }
                other += 1
            } else {
                entries.append(Entry(left: left[index], right: right[other]))
                (index, other) = (index + 1, other + 1)
            }
        }
        self.entries = entries
    }
}

/// How two things compare.
public enum DifferenceMark: String, Sendable, Hashable {
    case same = "="
    case onlyLeft = "-"
    case onlyRight = "+"
    case differs = "*"
}

extension SectionDiff.Side {
    init(_ section: StoredSection) {
        self.init(
            address: section.address,
            title: section.title,
            kind: section.kind,
            depth: section.depth,
            lines: section.lines,
            hash: section.hash,
            size: section.range.count
        )
    }

    /// The sections of a record, in order.
    static func all(of record: Record) -> [SectionDiff.Side] {
        zip(record.document.sections, zip(record.outline.entries, record.sectionHashes)).map { section, place in
            SectionDiff.Side(
                address: place.0.address,
                title: section.title,
                kind: section.kind,
                depth: section.depth,
                lines: place.0.lines,
                hash: place.1,
                size: section.range.count
            )
        }
    }
}
