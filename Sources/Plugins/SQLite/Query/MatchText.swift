import SkillSplitHost

/// A search expression as the text of FTS5's `MATCH`.
///
/// Each word becomes a string in double quotes, so that no character of it can be an operator; what the tokeniser
/// leaves nothing of matches nothing, without an error.
struct MatchText {
    /// The text, or `nil` where the expression is nested more deeply than FTS5's parser allows.
    let text: String?

    /// FTS5's parser has a stack of 100 and uses up to three of its places for a level.
    private static let deepest = 30

    init(_ expression: SearchExpression) {
        var text = ""
        self.text = Self.write(expression, depth: 0, to: &text) ? text : nil
    }

    /// Writes a chain of one operator without parentheses: however long it is, it needs no depth.
    private static func write(_ expression: SearchExpression, depth: Int, to text: inout String) -> Bool {
        guard depth <= deepest else { return false }
        switch expression {
        case .word(let word), .phrase(let word): quote(word, to: &text)
        case .prefix(let word):
            quote(word, to: &text)
            text += "*"
        case .near(let phrases, let distance):
            if phrases.isEmpty { quote("", to: &text) } else { near(phrases, distance, to: &text) }
        case .and: return writeChain(operands(of: expression), " AND ", depth: depth, to: &text)
        case .or: return writeChain(operands(of: expression), " OR ", depth: depth, to: &text)
        case .not(let left, let right): return writeChain([left, right], " NOT ", depth: depth, to: &text)
        }
        return true
    }

    private static func writeChain(
        _ operands: [SearchExpression],
        _ separator: String,
        depth: Int,
        to text: inout String
    ) -> Bool {
        for (index, operand) in operands.enumerated() {
            if index > 0 { text += separator }
            let isLeaf = operand.isLeaf
            if !isLeaf { text += "(" }
            guard write(operand, depth: depth + 1, to: &text) else { return false }
            if !isLeaf { text += ")" }
        }
        return true
    }

    /// The operands of a chain of the operator of `expression`, from left to right.
    private static func operands(of expression: SearchExpression) -> [SearchExpression] {
        var operands: [SearchExpression] = []
        var open = [expression]
        while let next = open.popLast() {
            switch (expression, next) {
            case (.and, .and(let left, let right)), (.or, .or(let left, let right)):
                open.append(right)
                open.append(left)
            default: operands.append(next)
            }
        }
        return operands
    }

    private static func near(_ phrases: [String], _ distance: Int, to text: inout String) {
        text += "NEAR("
        for phrase in phrases {
            quote(phrase, to: &text)
            text += " "
        }
        text += ", \(min(max(0, distance), 1_000_000)))"
    }

    private static func quote(_ word: String, to text: inout String) {
        text += "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\"": text += "\"\""
            // A NUL would end the text; no word holds one.
            case "\0": text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension SearchExpression {
    fileprivate var isLeaf: Bool {
        switch self {
        case .word, .prefix, .phrase, .near: true
        case .and, .or, .not: false
        }
    }
}
