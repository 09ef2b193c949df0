import SkillSplitHost

/// How the stored sections of a file become its new ones, with as few writes as possible and every id kept that can be.
struct SectionPlan {
    struct Old {
        let id: Int64
        let ordinal: Int64
        let depth: Int
        let text: Int64
        let key: UInt128
        let kind: Section.Kind
        let address: String
    }

    struct New {
        let depth: Int
        let key: UInt128
        let kind: Section.Kind
        let address: String
    }

    struct Step: Equatable {
        /// The place in the old sections of the row that goes on; `nil` for a new row.
        let old: Int?
        let ordinal: Int64
    }

    /// One for each new section, in order.
    let steps: [Step]
    /// The places of the old sections that go, in order.
    let removed: [Int]

    init(from old: [Old], to new: [New]) {
        let matches = Self.match(old, new)
        let ordinals = Self.ordinals(of: matches.map { $0.map { old[$0].ordinal } })
        steps = zip(matches, ordinals).map { Step(old: $0, ordinal: $1) }
        let kept = Set(matches.compactMap { $0 })
        removed = old.indices.filter { !kept.contains($0) }
    }

    // MARK: Matching

    /// For each new section the old one that it continues: of equal text, preferably at an equal address; else of equal
    /// kind and address, which is an edit.
    private static func match(_ old: [Old], _ new: [New]) -> [Int?] {
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
        func pass<Key: Hashable>(_ oldKey: (Old) -> Key, _ newKey: (New) -> Key) {
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

    // MARK: Ordinals

    /// The distance between the ordinals of a new file: room for ten insertions at one place.
    static let gap: Int64 = 1024

    /// Ascending ordinals that leave as many of `current` as they are as possible.
    static func ordinals(of current: [Int64?]) -> [Int64] {
        var ordinals = [Int64](repeating: 0, count: current.count)
        let fixed = longestAscending(current)
        var previous: Int?
        for next in fixed + [current.count] {
            let first = previous.map { $0 + 1 } ?? 0
            let count = Int64(next - first)
            if let lower = previous.map({ ordinals[$0] }) {
                let upper = next < current.count ? current[next] ?? lower : lower + gap * (count + 1)
                let room = upper - lower
                // No room left: all of the file gets new ordinals, above those in use.
                guard room > count else { return renumbered(current) }
                for index in 0..<count { ordinals[first + Int(index)] = lower + (index + 1) * room / (count + 1) }
            } else {
                let upper = next < current.count ? current[next] ?? 0 : gap * (count + 1)
                for index in 0..<count { ordinals[first + Int(index)] = upper - (count - index) * gap }
            }
            if next < current.count { ordinals[next] = current[next] ?? 0 }
            previous = next
        }
        return ordinals
    }

    private static func renumbered(_ current: [Int64?]) -> [Int64] {
        let base = current.compactMap { $0 }.max() ?? 0
        return current.indices.map { base + (Int64($0) + 1) * gap }
    }

    /// The positions of a longest strictly ascending subsequence, in order (patience sorting).
    private static func longestAscending(_ values: [Int64?]) -> [Int] {
        var tails: [Int] = []
        var previous = [Int](repeating: -1, count: values.count)
        for (position, value) in values.enumerated() {
            guard let value else { continue }
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if let tail = values[tails[middle]], tail < value { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[position] = tails[low - 1] }
            if low == tails.count { tails.append(position) } else { tails[low] = position }
        }
        var chain: [Int] = []
        var position = tails.last ?? -1
        while position >= 0 {
            chain.append(position)
            position = previous[position]
        }
        return chain.reversed()
    }
}
