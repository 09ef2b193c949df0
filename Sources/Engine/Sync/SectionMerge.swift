import SkillSplitHost

/// Brings two versions of a file together, section by section, by what each changed since the version both come from.
enum SectionMerge {
    /// More pairs of sections than this are not compared.
    private static let limit = 4_000_000

    /// The positions of the sections of the result.
    enum Piece: Hashable {
        case local(Int)
        case remote(Int)
    }

    /// Merges; `nil` where both changed the same section, or sections side by side in ways that cannot be told apart.
    static func merge(base: [SectionHash], local: [SectionHash], remote: [SectionHash]) -> [Piece]? {
        guard base.count * local.count <= limit, base.count * remote.count <= limit else { return nil }
        let inLocal = matches(base, local)
        let inRemote = matches(base, remote)
        var result: [Piece] = []
        var start = (base: 0, local: 0, remote: 0)
        for index in 0...base.count {
            let end: (local: Int, remote: Int)
            if index == base.count {
                end = (local.count, remote.count)
            } else if let one = inLocal[index], let other = inRemote[index] {
                end = (one, other)
            } else {
                continue
            }
            guard
                let chunk = chunk(
                    base[start.base..<index],
                    local[start.local..<end.local],
                    remote[start.remote..<end.remote]
                )
            else { return nil }
            result += chunk
            if index < base.count { result.append(.local(end.local)) }
            start = (index + 1, end.local + 1, end.remote + 1)
        }
        return result
    }

    /// What stands between two sections that nobody changed.
    private static func chunk(
        _ base: ArraySlice<SectionHash>,
        _ local: ArraySlice<SectionHash>,
        _ remote: ArraySlice<SectionHash>
    ) -> [Piece]? {
        if local.elementsEqual(base) { return remote.indices.map { .remote($0) } }
        if remote.elementsEqual(base) || local.elementsEqual(remote) { return local.indices.map { .local($0) } }
        // Neighbours that were edited, none added or taken out: each for itself.
        guard base.count == local.count, base.count == remote.count else { return nil }
        var pieces: [Piece] = []
        for offset in 0..<base.count {
            let one = local[local.startIndex + offset]
            let other = remote[remote.startIndex + offset]
            if one == other || other == base[base.startIndex + offset] {
                pieces.append(.local(local.startIndex + offset))
            } else if one == base[base.startIndex + offset] {
                pieces.append(.remote(remote.startIndex + offset))
            } else {
                return nil
            }
        }
        return pieces
    }

    /// For each section of `base`, its place in `other` along a longest common subsequence.
    private static func matches(_ base: [SectionHash], _ other: [SectionHash]) -> [Int?] {
        let width = other.count + 1
        var lengths = [Int32](repeating: 0, count: (base.count + 1) * width)
        for row in stride(from: base.count - 1, through: 0, by: -1) {
            for column in stride(from: other.count - 1, through: 0, by: -1) {
                lengths[row * width + column] =
                    base[row] == other[column]
                    ? lengths[(row + 1) * width + column + 1] + 1
                    : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
            }
        }
        var places = [Int?](repeating: nil, count: base.count)
        var (row, column) = (0, 0)
        while row < base.count, column < other.count {
            if base[row] == other[column] {
                places[row] = column
                (row, column) = (row + 1, column + 1)
            } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        return places
    }
}
