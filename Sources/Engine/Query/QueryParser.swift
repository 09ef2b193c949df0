public import SkillSplitHost

/// Reads a query as a person types it.
///
/// Several words mean any of them. `AND`, `OR` and `NOT` in capitals, `"a phrase"`, `prefix*`, `NEAR(a b, 5)` or
/// `a NEAR/5 b`, and parentheses say more; `NOT` binds tightest, then `AND`, then `OR`. Any string is a query: what is not
/// syntax is a word.
public struct QueryParser {
    /// More terms than this are left out, since no one reads what they would find.
    public static let maximumTerms = 128
    /// Deeper parentheses are passed over.
    public static let maximumDepth = 32

    private var tokens: [QueryToken]
    private var index = 0
    private var depth = 0

    private init(_ tokens: [QueryToken]) {
        self.tokens = tokens
    }

    /// The meaning of `query`; `nil` where it holds no term.
    public static func parse(_ query: String) -> SearchExpression? {
        var parser = QueryParser(Array(QueryLexer.tokens(of: query).prefix(maximumTerms * 2)))
        var result: SearchExpression?
        while parser.index < parser.tokens.count {
            let before = parser.index
            if let next = parser.alternatives() { result = result.map { .or($0, next) } ?? next }
            // A closing parenthesis without an opening one is passed over.
            if parser.index == before { parser.index += 1 }
        }
        return result
    }

    private mutating func alternatives() -> SearchExpression? {
        var result = conjunction()
        while let token = peek, token != .close {
            if token == .or { index += 1 }
            let before = index
            if let next = conjunction() { result = result.map { .or($0, next) } ?? next }
            if index == before { break }
        }
        return result
    }

    private mutating func conjunction() -> SearchExpression? {
        var result = exclusion()
        while peek == .and {
            index += 1
            guard let next = exclusion() else { continue }
            result = result.map { .and($0, next) } ?? next
        }
        return result
    }

    private mutating func exclusion() -> SearchExpression? {
        var result = term()
        while peek == .not, let left = result {
            index += 1
            guard let right = term() else { return left }
            result = .not(left, right)
        }
        return result
    }

    private mutating func term() -> SearchExpression? {
        guard let token = peek else { return nil }
        switch token {
        case .word(let text):
            index += 1
            return nearInfix(after: text) ?? .word(text)
        case .prefix(let text):
            index += 1
            return .prefix(text)
        case .phrase(let text):
            index += 1
            return nearInfix(after: text) ?? .phrase(text)
        case .near(let words, let distance):
            index += 1
            return .near(words, distance: distance)
        case .nearInfix:
            index += 1
            return .word("NEAR")
        case .open: return group()
        case .not:
            // Nothing stands before it to exclude from, so it is the word.
            index += 1
            return .word("NOT")
        case .and, .or:
            index += 1
            return term()
        case .close: return nil
        }
    }

    private mutating func nearInfix(after first: String) -> SearchExpression? {
        guard case .nearInfix(let distance)? = peek, index + 1 < tokens.count else { return nil }
        switch tokens[index + 1] {
        case .word(let second), .phrase(let second):
            index += 2
            return .near([first, second], distance: distance)
        default: return nil
        }
    }

    private mutating func group() -> SearchExpression? {
        index += 1
        guard depth < Self.maximumDepth else { return term() }
        depth += 1
        defer { depth -= 1 }
        let inside = alternatives()
        if peek == .close { index += 1 }
        return inside
    }

    private var peek: QueryToken? { index < tokens.count ? tokens[index] : nil }
}
