/// Finds where a shell function ends: with the compound command that is its body.
///
/// It reads the shell's words as far as they open and close something: quotes, `$( )`, `${ }`, arithmetic, `case`
/// with its unbalanced brackets, comments and here-documents, whose text is skipped.
struct ShellExtent {
    enum Frame {
        case brace, parenthesis, substitution, backtick, arithmetic, caseHead, casePattern, caseBody
        case doubleQuote, parameter, test
    }

    let text: CodeText
    let bytes: [UInt8]
    var position = 0
    var frames: [Frame] = []
    /// Whether the next word is the first of a command, where `{` and `case` mean something.
    var startsCommand = true
    var isFunctionName = false
    var hereDocuments = ShellHereDocuments()

    init(_ text: CodeText) {
        self.text = text
        bytes = text.bytes
    }

    /// The last line of the function that starts on `line`; `nil` where its body is never closed.
    mutating func lastLine(from line: Int) -> Int? {
        position = endOfHead(on: line)
        frames = []
        hereDocuments.drop()
        startsCommand = true
        var hasBody = false
        while position < bytes.count {
            let isInside = !frames.isEmpty
            let isLineEnd = bytes[position] == UInt8(ascii: "\n")
            step()
            if isInside, frames.isEmpty { hasBody = true }
            if isLineEnd, hasBody, frames.isEmpty { return text.line(at: position - 1) }
        }
        return hasBody && frames.isEmpty ? text.lineCount - 1 : nil
    }

    /// The line after the commands that start on `line`, with the strings, brackets and here-documents that they open.
    ///
    /// A bracket that is never closed holds the rest of the file.
    mutating func lineAfterCommands(on line: Int) -> Int {
        position = text.start(of: line)
        frames = []
        hereDocuments.drop()
        startsCommand = true
        while position < bytes.count {
            let isLineEnd = bytes[position] == UInt8(ascii: "\n")
            step()
            if isLineEnd, frames.isEmpty { return text.line(at: position - 1) + 1 }
        }
        return text.lineCount
    }

    /// The offset after `name ()` or `function name`.
    private func endOfHead(on line: Int) -> Int {
        let start = text.start(of: line)
        let content = bytes[start..<text.start(of: line + 1)]
        if let open = content.firstIndex(of: UInt8(ascii: "(")) {
            let rest = content[(open + 1)...]
            let close = rest.firstIndex { !CodeText.isSpace($0) }
            let head = content[..<open]
            if let close, bytes[close] == UInt8(ascii: ")"), !head.contains(UInt8(ascii: "{")) { return close + 1 }
        }
        let words = content.split(maxSplits: 2, whereSeparator: CodeText.isSpace)
        return words.count > 1 && words[0].elementsEqual("function".utf8) ? words[1].endIndex : start
    }

    private mutating func step() {
        switch frames.last {
        case .doubleQuote: stepQuoted(until: UInt8(ascii: "\""))
        case .parameter: stepQuoted(until: UInt8(ascii: "}"))
        case .arithmetic: stepArithmetic()
        case .test: stepTest()
        default: stepCommand()
        }
    }

    func byte(_ distance: Int = 0) -> UInt8 {
        position + distance < bytes.count ? bytes[position + distance] : 0
    }

    private mutating func stepQuoted(until close: UInt8) {
        switch byte() {
        case close:
            frames.removeLast()
            position += 1
            startsCommand = false
        case UInt8(ascii: "\""):
            frames.append(.doubleQuote)
            position += 1
        case UInt8(ascii: "'") where close == UInt8(ascii: "}") && !frames.contains(.doubleQuote): skipSingleQuoted()
        default: stepExpansion()
        }
    }

    private mutating func stepArithmetic() {
        switch byte() {
        case UInt8(ascii: "("): push(.arithmetic)
        case UInt8(ascii: ")"):
            frames.removeLast()
            position += 1
            startsCommand = false
        case UInt8(ascii: "\""): push(.doubleQuote)
        default: stepExpansion()
        }
    }

    private mutating func stepTest() {
        if byte() == UInt8(ascii: "]"), byte(1) == UInt8(ascii: "]"), CodeText.isSpace(bytes[position - 1]) {
            frames.removeLast()
            position += 2
            startsCommand = false
        } else if byte() == UInt8(ascii: "\"") {
            push(.doubleQuote)
        } else if byte() == UInt8(ascii: "'") {
            skipSingleQuoted()
        } else {
            stepExpansion()
        }
    }

    /// Reads a backslash, a `$…`, a backtick, or one byte of text.
    mutating func stepExpansion() {
        switch byte() {
        case UInt8(ascii: "\\"): position = min(position + 2, bytes.count)
        case UInt8(ascii: "`"):
            if let opening = frames.lastIndex(of: .backtick) {
                frames.removeSubrange(opening...)
                startsCommand = false
                position += 1
            } else {
                push(.backtick)
                startsCommand = true
            }
        case UInt8(ascii: "$"): stepDollar()
        default: position += 1
        }
    }

    private mutating func stepDollar() {
        position += 1
        switch byte() {
        case UInt8(ascii: "("):
            let isArithmetic = byte(1) == UInt8(ascii: "(")
            push(isArithmetic ? .arithmetic : .substitution)
            if isArithmetic { push(.arithmetic) }
            startsCommand = true
        case UInt8(ascii: "{"): push(.parameter)
        case UInt8(ascii: "'") where frames.last != .doubleQuote:
            position += 1
            while position < bytes.count, byte() != UInt8(ascii: "'") {
                position += byte() == UInt8(ascii: "\\") ? 2 : 1
            }
            position = min(position + 1, bytes.count)
        case UInt8(ascii: "#"), UInt8(ascii: "$"): position += 1
        default: break
        }
    }

    mutating func push(_ frame: Frame) {
        frames.append(frame)
        position += 1
    }

    mutating func skipSingleQuoted() {
        position += 1
        while position < bytes.count, byte() != UInt8(ascii: "'") { position += 1 }
        position = min(position + 1, bytes.count)
        startsCommand = false
    }
}
