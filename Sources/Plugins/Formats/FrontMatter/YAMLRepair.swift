import SkillSplitHost

/// A second reading of text that is no YAML as a whole: each top-level key with its value alone.
///
/// The official checks of Claude Code's plugins put values with special characters in quotes before they parse. This
/// does the same to the values that cannot be read, and to no other.
struct YAMLRepair {
    /// The most keys of a text that is read so.
    private static let limit = 1000

    /// In order; of two fields of one name, the last.
    private(set) var fields: [MetadataField] = []
    /// The keys whose values were taken as text.
    private(set) var quoted: [String] = []
    /// The keys whose values make no sense, even as text.
    private(set) var unread: [String] = []

    /// The fields of `text`, or `nil` where no line of it looks like a key.
    init?(of text: UnsafeByteText) {
        let entries = YAMLOutline(text).entries
        guard !entries.isEmpty, entries.count <= Self.limit else { return nil }
        for entry in entries { add(entry, in: text) }
        keepLast()
    }

    private mutating func add(_ entry: YAMLOutline<UnsafeByteText>.Entry, in text: UnsafeByteText) {
        if let field = try? YAMLComposer.fields(of: text.part(entry.key.lowerBound..<entry.end)), !field.isEmpty {
            fields += field
            return
        }
        let key = text.string(entry.key).trimmedOfQuotes
        if let value = Self.plainText(text.string(entry.valueStart..<entry.end)) {
            quoted.append(key)
            fields.append(MetadataField(key, .string(value)))
        } else {
            unread.append(key)
        }
    }

    /// `value` on one line, without the lines that are not indented and so no part of it.
    ///
    /// `nil` where it would be a list, a mapping or quoted text over several lines.
    private static func plainText(_ value: String) -> String? {
        let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let indented = lines.dropFirst().filter { $0.first == " " || $0.first == "\t" }
        var words = ([lines[0]] + indented).map(trimmed).filter { !$0.isEmpty }
        // The mark of a block is none of its words.
        if let first = words.first, first == "|" || first == ">" || first == "|-" || first == ">-" {
            words.removeFirst()
        }
        guard words.count < 2 || !"[{\"'".contains(words[0].first ?? " ") else { return nil }
        return words.joined(separator: " ")
    }

    private static func trimmed(_ line: Substring) -> Substring {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let last = text.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return text[...last]
    }

    private mutating func keepLast() {
        var names: Set<String> = []
        fields = fields.reversed().filter { names.insert($0.name).inserted }.reversed()
    }
}

extension String {
    /// A key without the blanks after it and the quotes around it.
    var trimmedOfQuotes: String {
        var text = self[...]
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        if let first = text.first, text.count >= 2, first == "\"" || first == "'", text.last == first {
            text = text.dropFirst().dropLast()
        }
        return String(text)
    }
}
