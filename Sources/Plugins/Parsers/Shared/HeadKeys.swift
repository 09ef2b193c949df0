import SkillSplitHost

/// Which telling keys the front matter in the first bytes of a file has; a scan without allocation.
struct HeadKeys: OptionSet {
    let rawValue: UInt8

    static let name = HeadKeys(rawValue: 1)
    static let description = HeadKeys(rawValue: 2)
    /// A key that only agents have, beside a name and a description.
    static let agent = HeadKeys(rawValue: 4)
    /// A key that commands have and other documents have not.
    static let command = HeadKeys(rawValue: 8)
    static let outputStyle = HeadKeys(rawValue: 16)

    /// The keys in `head`; `nil` where it does not start with a front matter.
    static func scan(_ head: ArraySlice<UInt8>) -> HeadKeys? {
        head.withUnsafeBufferPointer { bytes in
            var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            guard isDelimiter(bytes, from: start) else { return nil }
            var keys: HeadKeys = []
            start = lineEnd(bytes, from: start)
            while start < bytes.count, !isDelimiter(bytes, from: start) {
                keys.formUnion(key(bytes, from: start))
                start = lineEnd(bytes, from: start)
            }
            return keys
        }
    }

    private static let table: [(name: [UInt8], keys: HeadKeys)] = [
        (Array("name".utf8), .name),
        (Array("description".utf8), .description),
        (Array("tools".utf8), .agent),
        (Array("model".utf8), .agent),
        (Array("color".utf8), .agent),
        (Array("disallowedTools".utf8), .agent),
        (Array("permissionMode".utf8), .agent),
        (Array("maxTurns".utf8), .agent),
        (Array("initialPrompt".utf8), .agent),
        (Array("argument-hint".utf8), .command),
        (Array("allowed-tools".utf8), .command),
        (Array("keep-coding-instructions".utf8), .outputStyle),
        (Array("force-for-plugin".utf8), .outputStyle),
    ]

    /// The flags of the key that the line at `start` begins with.
    private static func key(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> HeadKeys {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ":"), bytes[end] > UInt8(ascii: " ") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return [] }
        let key = bytes[start..<end]
        return table.first { $0.name.count == key.count && key.elementsEqual($0.name) }?.keys ?? []
    }

    /// Whether the line at `start` is `---` with nothing but blanks behind it.
    private static func isDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        guard start + 3 <= bytes.count, bytes[start..<(start + 3)].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
            return false
        }
        var index = start + 3
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
        return index == bytes.count || bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
    }

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { break }
            if byte == UInt8(ascii: "\r"), index == bytes.count || bytes[index] != UInt8(ascii: "\n") { break }
        }
        return index
    }
}
