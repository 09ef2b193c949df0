/// A key of a project, which no text ever shows.
struct APIKey: Sendable, Hashable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// The headers that carry the key: `sb_` keys are no tokens and stand in `apikey` alone.
    var headers: [String] {
        isToken ? ["apikey: \(text)", bearer] : ["apikey: \(text)"]
    }

    /// The header of a service that takes the key as a token.
    var bearer: String { "Authorization: Bearer \(text)" }

    /// Whether the key could be one: printable ASCII without a space, which no header line can be broken with.
    var isWellFormed: Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private var isToken: Bool {
        !text.hasPrefix("sb_") && text.split(separator: ".", omittingEmptySubsequences: false).count == 3
    }

    /// `text` without the key, wherever it stands.
    func redacted(_ text: String) -> String {
        guard !self.text.isEmpty, let start = text.firstRange(of: self.text) else { return text }
        return String(text[..<start.lowerBound]) + "[key]" + redacted(String(text[start.upperBound...]))
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "[key]" }
    var debugDescription: String { "[key]" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// The first place where `other` stands, without Foundation.
    fileprivate func firstRange(of other: String) -> Range<String.Index>? {
        guard !other.isEmpty else { return nil }
        let needle = Array(other.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            if utf8[start...].starts(with: needle) {
                return start..<utf8.index(start, offsetBy: needle.count)
            }
            start = utf8.index(after: start)
        }
        return nil
    }
}
