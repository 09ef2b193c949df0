/// The Levenshtein distance, for "did you mean" on names of a few characters.
public enum EditDistance {
    /// The least number of insertions, deletions and substitutions that turn `left` into `right`.
    public static func between(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let above = row[column + 1]
                row[column + 1] =
                    character == right[column] ? diagonal : min(diagonal, above, row[column]) + 1
                diagonal = above
            }
        }
        return row[right.count]
    }
}
