/// The words of a query as a person types it.
enum QueryToken: Hashable {
    case word(String)
    case prefix(String)
    case phrase(String)
    case near([String], distance: Int)
    /// `NEAR` or `NEAR/5` between two words.
    case nearInfix(distance: Int)
    case and, or, not
    case open, close

    /// The distance of a `NEAR` that names none, as in FTS5.
    static let defaultDistance = 10
}

/// Cuts a query into tokens; any string has some reading.
struct QueryLexer {
    private let characters: [Character]
    private var index = 0

    init(_ query: String) {
        characters = Array(query)
    }

    static func tokens(of query: String) -> [QueryToken] {
        var lexer = QueryLexer(query)
        var tokens: [QueryToken] = []
        while let token = lexer.next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() -> QueryToken? {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        guard index < characters.count else { return nil }
        switch characters[index] {
        case "\"": return phrase()
        case "(":
            index += 1
            return .open
        case ")":
            index += 1
            return .close
        default: return word()
        }
    }

    /// A quoted phrase; a quote that nothing closes is a character like any other.
    private mutating func phrase() -> QueryToken {
        guard let end = characters[(index + 1)...].firstIndex(of: "\"") else {
            index += 1
            return next() ?? .word("\"")
        }
        let text = String(characters[(index + 1)..<end])
        index = end + 1
        return .phrase(text)
    }

    private mutating func word() -> QueryToken {
        let start = index
        while index < characters.count, !characters[index].isWhitespace, characters[index] != "\"",
            characters[index] != ")", characters[index] != "(" || index == start
        {
            index += 1
        }
        let text = String(characters[start..<index])
        switch text {
        case "AND": return .and
        case "OR": return .or
        case "NOT": return .not
        case "NEAR": return nearCall() ?? .nearInfix(distance: QueryToken.defaultDistance)
        default: break
        }
        if text.hasPrefix("NEAR/"), let distance = Int(text.dropFirst(5)), distance >= 0 {
            return .nearInfix(distance: distance)
        }
        if text.hasSuffix("*"), text.count > 1 { return .prefix(String(text.dropLast())) }
        return .word(text)
    }

    /// The rest of `NEAR(a b, 5)`; `nil` where what follows is not that.
    private mutating func nearCall() -> QueryToken? {
        guard index < characters.count, characters[index] == "(",
            let close = characters[index...].firstIndex(of: ")")
        else { return nil }
        let inside = String(characters[(index + 1)..<close])
        let parts = inside.split(separator: ",", maxSplits: 1)
        let words = QueryLexer.tokens(of: parts.first.map(String.init) ?? "").compactMap { token -> String? in
            switch token {
            case .word(let text), .phrase(let text), .prefix(let text): text
            default: nil
            }
        }
        guard words.count > 1 else { return nil }
        let distance = parts.count > 1 ? Int(parts[1].filter { !$0.isWhitespace }) : nil
        index = close + 1
        return .near(words, distance: max(0, distance ?? QueryToken.defaultDistance))
    }
}
