import SkillSplitHost

/// How the stored sections of a file become its new ones, with as few writes as possible and every id kept that can be.
struct SectionPlan {
    /// What decides whether a section goes on as another: equal keys mean equal texts.
    struct Side {
        let key: UInt128
        let kind: Section.Kind
        let address: String
    }

    /// For each new section, in order, the place in the old ones of the row that goes on; `nil` for a new row.
    let continued: [Int?]
    /// The places of the old sections that go, in order.
    let removed: [Int]

    init(from old: [Side], to new: [Side]) {
        continued = Self.match(old, new)
        let kept = Set(continued.compactMap { $0 })
        removed = old.indices.filter { !kept.contains($0) }
    }

    /// For each new section the old one that it continues: of equal text, preferably at an equal address; else of equal
    /// kind and address, which is an edit.
    private static func match(_ old: [Side], _ new: [Side]) -> [Int?] {
        var matches = [Int?](repeating: nil, count: new.count)
        var start = 0
        while start < min(old.count, new.count), old[start].key == new[start].key {
            matches[start] = start
            start += 1
        }
        var tail = 0
        while tail < min(old.count, new.count) - start, old[old.count - 1 - tail].key == new[new.count - 1 - tail].key {
            matches[new.count - 1 - tail] = old.count - 1 - tail
            tail += 1
        }
        var free = Array(start..<(old.count - tail))
        let open = start..<(new.count - tail)
        func pass<Key: Hashable>(_ oldKey: (Side) -> Key, _ newKey: (Side) -> Key) {
            guard !free.isEmpty else { return }
            var queues: [Key: [Int]] = [:]
            for place in free.reversed() { queues[oldKey(old[place]), default: []].append(place) }
            for position in open where matches[position] == nil {
                matches[position] = queues[newKey(new[position])]?.popLast()
            }
            let taken = Set(matches[open].compactMap { $0 })
            free.removeAll { taken.contains($0) }
        }
        pass({ Exactly(key: $0.key, address: $0.address) }, { Exactly(key: $0.key, address: $0.address) })
        pass({ $0.key }, { $0.key })
        pass({ Place(kind: $0.kind, address: $0.address) }, { Place(kind: $0.kind, address: $0.address) })
        return matches
    }

    private struct Exactly: Hashable {
        let key: UInt128
        let address: String
    }

    private struct Place: Hashable {
        let kind: Section.Kind
        let address: String
    }
}
