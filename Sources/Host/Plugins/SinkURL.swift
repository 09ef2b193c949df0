/// Names a sink: `scheme:location?key=value&key=value`.
public struct SinkURL: Sendable, Hashable {
    /// The id of the sink.
    public let scheme: String
    /// A path, mostly; may be empty.
    ///
    /// It is taken as written, without percent-decoding.
    public let location: String
    public let options: [String: String]

    /// Reads `text`; a path without a scheme that ends in `.db`, `.sqlite` or `.sqlite3` means `sqlite:`.
    ///
    /// - Throws: ``SkillSplitError`` with the code `usage` where there is no scheme.
    public init(_ text: String) throws(SkillSplitError) {
        if let scheme = Self.scheme(of: text) {
            let rest = text.dropFirst(scheme.count + 1)
            let question = rest.lastIndex(of: "?")
            self.scheme = scheme
            location = String(question.map { rest[..<$0] } ?? rest)
            options = question.map { Self.options(of: rest[rest.index(after: $0)...]) } ?? [:]
        } else if [".db", ".sqlite", ".sqlite3"].contains(where: text.hasSuffix) {
            scheme = "sqlite"
            location = text
            options = [:]
        } else {
            throw SkillSplitError(
                .usage,
                "'\(text)' does not name a sink",
                remedy: "Write scheme:location, such as sqlite:library.db or files:out."
            )
        }
    }

    public init(scheme: String, location: String, options: [String: String]) {
        self.scheme = scheme
        self.location = location
        self.options = options
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let isScheme =
            scheme.first?.isLetter == true && scheme.count > 1
            && scheme.utf8.allSatisfy { $0 == UInt8(ascii: "-") || UnicodeScalar($0).properties.isAlphabetic }
        return isScheme ? String(scheme) : nil
    }

    private static func options(of query: Substring) -> [String: String] {
        var options: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            options[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
        return options
    }
}

extension SinkURL: CustomStringConvertible {
    public var description: String {
        let query = options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        return "\(scheme):\(location)\(query.isEmpty ? "" : "?\(query)")"
    }
}
