/// Finds where a JavaScript or TypeScript definition ends: at the line on which its brackets are closed.
///
/// Brackets in strings, templates, comments and regular expressions do not count. At the end of a line with all brackets
/// closed, the statement goes on where an operator is last, or the next line starts with one or is indented below.
struct ScriptExtent {
    private let text: CodeText
    private let bytes: [UInt8]
    private var position = 0
    /// The open brackets; a template's `${` is a bracket of its own.
    private var open: [UInt8] = []
    /// The last byte that is neither white space nor comment.
    private var last: UInt8 = 0
    private var wordBeforeLast: Range<Int>?
    /// Whether a bracket of braces was closed with none open around it.
    private var hasBody = false
    /// Whether the outermost open bracket may be that of a body, not of a type or a value.
    private var opensBody = false
    private var hasSemicolon = false
    /// Whether the statement holds `=>`, `function` or `class`.
    private(set) var holdsDefinition = false

    private static let dollarBrace = UInt8(ascii: "$")

    init(_ text: CodeText) {
        self.text = text
        bytes = text.bytes
    }

    /// The last line of the statement that starts on `line`; `nil` where its brackets are never closed.
    mutating func lastLine(from line: Int, needsBody: Bool) -> Int? {
        position = text.start(of: line)
        open = []
        last = 0
        wordBeforeLast = nil
        hasBody = false
        hasSemicolon = false
        holdsDefinition = false
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\n"):
                position += 1
                guard open.isEmpty else { continue }
                let current = text.line(at: position - 1)
                guard let next = lineCarryingOn(after: current, from: line, needsBody: needsBody) else {
                    return current
                }
                position = text.start(of: next)
            case UInt8(ascii: "/"): skipSlash()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "`"): skipTemplate()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if open.isEmpty { opensBody = byte == UInt8(ascii: "{") && mayBeBody }
                open.append(byte)
                advance(byte)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard let opening = open.popLast() else {
                    return max(line, text.line(at: position) - 1)
                }
                advance(byte)
                if opening == Self.dollarBrace { skipTemplate(isInside: true) }
                if opening == UInt8(ascii: "{"), open.isEmpty, opensBody { hasBody = true }
            default: skipOther(byte)
            }
        }
        return open.isEmpty ? text.lineCount - 1 : nil
    }

    private mutating func advance(_ byte: UInt8) {
        last = byte
        wordBeforeLast = nil
        position += 1
    }

    private mutating func skipOther(_ byte: UInt8) {
        if CodeText.isSpace(byte) {
            position += 1
        } else if Self.isWord(byte) {
            let start = position
            while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
            last = byte
            wordBeforeLast = start..<position
            if isWord(start..<position, in: ["function", "class"]) { holdsDefinition = true }
        } else {
            let isArrow = byte == UInt8(ascii: ">") && position > 0 && bytes[position - 1] == UInt8(ascii: "=")
            if isArrow { holdsDefinition = true }
            if byte == UInt8(ascii: ";"), open.isEmpty { hasSemicolon = true }
            advance(isArrow ? UInt8(ascii: "=") : byte)
        }
    }
}

extension ScriptExtent {
    /// Where the statement goes on after a line that ends with all brackets closed; `nil` where it ends there.
    private func lineCarryingOn(after current: Int, from line: Int, needsBody: Bool) -> Int? {
        if hasSemicolon || needsBody && hasBody { return nil }
        if Self.continuesAfter.contains(last), wordBeforeLast == nil { return current + 1 }
        if let wordBeforeLast, isWord(wordBeforeLast, in: ["extends", "implements", "async", "default", "export"]) {
            return current + 1
        }
        var next = current + 1
        while next < text.lineCount, text.isBlank(next) || text.trimmed(next).starts(with: "//".utf8) { next += 1 }
        guard next < text.lineCount, let first = text.trimmed(next).first else { return nil }
        let carriesOn =
            needsBody && first == UInt8(ascii: "{") || Self.continuesBefore.contains(first)
            || !hasBody && text.indentation(of: next) > text.indentation(of: line)
        return carriesOn ? next : nil
    }

    private static let continuesAfter = Set("=(,|&?:+-*%<.".utf8)
    private static let continuesBefore = Set(".?:=|&+*%,)]>".utf8)

    /// Skips a comment or a regular expression, or takes the slash as an operator.
    private mutating func skipSlash() {
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        if next == UInt8(ascii: "/") {
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        } else if next == UInt8(ascii: "*") {
            position += 2
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "/"), bytes[position - 1] == UInt8(ascii: "*") { break }
                position += 1
            }
            position = min(position + 1, bytes.count)
        } else if mayBeExpression, let end = endOfExpression {
            position = end
            last = UInt8(ascii: "/")
            wordBeforeLast = nil
        } else {
            advance(UInt8(ascii: "/"))
        }
    }

    /// Whether a value may stand here, so that a slash starts a regular expression.
    private var mayBeExpression: Bool {
        if let wordBeforeLast {
            return isWord(
                wordBeforeLast,
                in: ["return", "typeof", "case", "in", "of", "void", "throw", "new", "do", "else", "yield", "await"]
            )
        }
        return last == 0 || Self.beforeValues.contains(last)
    }

    /// Whether an opening brace here is that of a body.
    private var mayBeBody: Bool {
        !Self.beforeTypes.contains(last) && !(wordBeforeLast.map { isWord($0, in: ["extends"]) } ?? false)
    }

    /// What stands before the braces of a type or of an object.
    private static let beforeTypes = Set(":,<|&=?".utf8)

    private static let beforeValues = Set("(,=:[!&|?{};+-*%<>~^".utf8)

    private var endOfExpression: Int? {
        var index = position + 1
        var isInClass = false
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return index + 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Skips a string, which ends with its line if it is not closed.
    private mutating func skipString(_ quote: UInt8) {
        position += 1
        while position < bytes.count, bytes[position] != quote, bytes[position] != UInt8(ascii: "\n") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position, bytes.count)
        if position < bytes.count, bytes[position] == quote { position += 1 }
        last = quote
        wordBeforeLast = nil
    }

    /// Skips a template up to its end or to the next `${`.
    private mutating func skipTemplate(isInside: Bool = false) {
        if !isInside { position += 1 }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "`"):
                advance(UInt8(ascii: "`"))
                return
            case UInt8(ascii: "$") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "{"):
                open.append(Self.dollarBrace)
                position += 1
                advance(UInt8(ascii: "{"))
                return
            default: position += 1
            }
        }
        position = bytes.count
        open.append(UInt8(ascii: "`"))
    }

    private func isWord(_ range: Range<Int>, in words: [StaticString]) -> Bool {
        words.contains { word in
            word.utf8CodeUnitCount == range.count
                && bytes[range].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
