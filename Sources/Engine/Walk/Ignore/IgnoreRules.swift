/// The rules of one ignore file; the last one that matches decides.
///
/// Rules for one exact name, which most are, are found by a hash of the name; the others are tried one after another.
struct IgnoreRules: Sendable {
    let rules: [IgnoreRule]
    private let byName: [UInt64: [Int]]
    private let others: [Int]

    /// Reads the bytes of an ignore file, with or without a byte order mark.
    init(_ file: [UInt8]) {
        var rules: [IgnoreRule] = []
        var rest = file[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        for (index, line) in rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if let rule = IgnoreRule(line, number: index + 1) { rules.append(rule) }
        }
        self.init(rules)
    }

    init(_ rules: [IgnoreRule]) {
        var byName: [UInt64: [Int]] = [:]
        var others: [Int] = []
        for (index, rule) in rules.enumerated() {
            if let name = rule.literalName {
                byName[name.withUnsafeBufferPointer(\.nameHash), default: []].append(index)
            } else {
                others.append(index)
            }
        }
        self.rules = rules
        self.byName = byName
        self.others = others
    }

    var isEmpty: Bool { rules.isEmpty }

    /// The index of the last rule that matches `path`, relative to the folder of the file.
    ///
    /// - Parameters:
    ///   - path: Its last segment starts at `nameStart`.
    ///   - nameStart: An offset in `path`.
    ///   - nameHash: Of the last segment.
    ///   - isFolder: A link to a folder is none.
    /// - Returns: `nil` where no rule matches.
    func lastMatch(
        _ path: UnsafeBufferPointer<UInt8>,
        nameStart: Int,
        nameHash: UInt64,
        isFolder: Bool
    ) -> Int? {
        let named = byName.isEmpty ? nil : byName[nameHash]
        var best = named?.last { rules[$0].matches(path, nameStart: nameStart, isFolder: isFolder) } ?? -1
        for index in others.reversed() {
            if index < best { break }
            if rules[index].matches(path, nameStart: nameStart, isFolder: isFolder) {
                best = index
                break
            }
        }
        return best < 0 ? nil : best
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// FNV-1a, 64 bits.
    var nameHash: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
