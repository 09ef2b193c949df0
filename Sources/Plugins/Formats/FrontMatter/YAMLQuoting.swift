/// Front matter with quotes around values that break YAML, as `argument-hint: [file] [line]` does.
///
/// The rule is that of the official marketplace's CI: an unquoted value of a top-level key that holds one of
/// ``{}[]*&#!|>%@` ``; and one that holds a colon and a space, as clients of the Agent Skills standard are advised.
struct YAMLQuoting {
    let text: String
    /// The keys whose values were quoted.
    let keys: [String]

    private static let suspicious = Set("{}[]*&#!|>%@`")

    init(_ text: String) {
        var lines: [String] = []
        var keys: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if let (key, quoted) = Self.quoted(line) {
                keys.append(key)
                lines.append(quoted)
            } else {
                lines.append(String(line))
            }
        }
        self.text = lines.joined(separator: "\n")
        self.keys = keys
    }

    private static func quoted(_ line: Substring) -> (key: String, line: String)? {
        guard let colon = line.firstIndex(of: ":"), let first = line.first, first.isLetter || first == "_" else {
            return nil
        }
        let key = line[..<colon]
        let value = String(
            line[line.index(after: colon)...].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        )
        guard key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }), let start = value.first,
            start != "\"", start != "'", !["|", ">", "|-", ">-", "|+", ">+"].contains(value),
            value.contains(where: suspicious.contains) || value.contains(": ")
        else { return nil }
        let escaped = value.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
        return (String(key), "\(key): \"\(escaped)\"")
    }
}
