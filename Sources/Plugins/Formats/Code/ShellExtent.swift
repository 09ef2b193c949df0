/// Finds where a shell function ends: with the compound command that is its body.
///
/// It reads the shell's words as far as they open and close something: quotes, `$( )`, `${ }`, arithmetic, `case`
/// with its unbalanced brackets, comments and here-documents, whose text is skipped.
struct ShellExtent {
    private enum Frame {
        case brace, parenthesis, substitution, backtick, arithmetic, caseHead, casePattern, caseBody
        case doubleQuote, parameter, test
    }

    private let text: CodeText
    private let bytes: [UInt8]
    private var position = 0
    private var frames: [Frame] = []
    /// Whether the next word is the first of a command, where `{` and `case` mean something.
    private var startsCommand = true
    private var isFunctionName = false
    private var hereDocuments = ShellHereDocuments()

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

    private func byte(_ distance: Int = 0) -> UInt8 {
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
    private mutating func stepExpansion() {
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

    private mutating func push(_ frame: Frame) {
        frames.append(frame)
        position += 1
    }

    private mutating func skipSingleQuoted() {
        position += 1
        while position < bytes.count, byte() != UInt8(ascii: "'") { position += 1 }
        position = min(position + 1, bytes.count)
        startsCommand = false
    }
}

extension ShellExtent {
    private mutating func stepCommand() {
        switch byte() {
        case UInt8(ascii: "\n"):
            position = hereDocuments.end(in: bytes, after: position + 1)
            startsCommand = frames.last != .caseHead
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
        case UInt8(ascii: "#"):
            while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
        case UInt8(ascii: ";"):
            if frames.last == .caseBody, byte(1) == UInt8(ascii: ";") || byte(1) == UInt8(ascii: "&") {
                frames[frames.count - 1] = .casePattern
                position += 1
            }
            position += 1
            startsCommand = true
        case UInt8(ascii: "&"), UInt8(ascii: "|"):
            position += 1
            startsCommand = true
        case UInt8(ascii: "("): stepOpen()
        case UInt8(ascii: ")"): stepClose()
        case UInt8(ascii: "<"), UInt8(ascii: ">"): stepRedirection()
        case UInt8(ascii: "'"): skipSingleQuoted()
        case UInt8(ascii: "\""):
            push(.doubleQuote)
        case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n"): position += 2
        case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
            startsCommand = false
            stepExpansion()
        default: stepWord()
        }
    }

    private mutating func stepOpen() {
        if frames.last == .casePattern {
            position += 1
        } else if startsCommand, byte(1) == UInt8(ascii: "(") {
            push(.arithmetic)
            push(.arithmetic)
        } else {
            push(.parenthesis)
            startsCommand = true
        }
    }

    private mutating func stepClose() {
        position += 1
        switch frames.last {
        case .casePattern:
            frames[frames.count - 1] = .caseBody
            startsCommand = true
        case .parenthesis:
            frames.removeLast()
            startsCommand = true
        case .substitution:
            frames.removeLast()
            startsCommand = false
        default: break
        }
    }

    private mutating func stepRedirection() {
        if byte(1) == UInt8(ascii: "(") {
            position += 1
            push(.substitution)
            startsCommand = true
        } else if byte() == UInt8(ascii: "<"), byte(1) == UInt8(ascii: "<") {
            if byte(2) == UInt8(ascii: "<") {
                position += 3
            } else {
                position = hereDocuments.add(in: bytes, at: position + 2)
            }
        } else {
            position += byte(1) == UInt8(ascii: "&") ? 2 : 1
        }
    }

    /// Reads a run of plain characters, and what it opens or closes where it is a word of its own.
    private mutating func stepWord() {
        let start = position
        while position < bytes.count, !Self.ends(byte()) { position += 1 }
        if position < bytes.count, byte() == UInt8(ascii: "#"), position > start { position += 1 }
        let isWhole = position == bytes.count || Self.separates(byte())
        let isStart = start == 0 || Self.separates(bytes[start - 1])
        let couldStart = startsCommand
        startsCommand = false
        guard isWhole, isStart, position - start <= 8 else {
            isFunctionName = false
            return
        }
        if isFunctionName {
            isFunctionName = false
            startsCommand = true
            return
        }
        apply(String(decoding: bytes[start..<position], as: UTF8.self), couldStart: couldStart)
    }

    private mutating func apply(_ word: String, couldStart: Bool) {
        if word == "in", frames.last == .caseHead {
            frames[frames.count - 1] = .casePattern
            startsCommand = true
            return
        }
        guard couldStart else { return }
        if frames.last == .casePattern {
            if word == "esac" { frames.removeLast() }
            return
        }
        switch word {
        case "{":
            frames.append(.brace)
            startsCommand = true
        case "}":
            if frames.last == .brace { frames.removeLast() }
            startsCommand = true
        case "case": frames.append(.caseHead)
        case "esac":
            if frames.last == .caseBody { frames.removeLast() }
        case "[[": frames.append(.test)
        case "function": isFunctionName = true
        case "then", "do", "else", "elif", "if", "while", "until", "!", "time": startsCommand = true
        default: break
        }
    }

    /// Whether a byte ends a run of plain characters.
    private static func ends(_ byte: UInt8) -> Bool {
        separates(byte)
            || [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`")]
                .contains(byte)
    }

    /// Whether a byte stands between words.
    private static func separates(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: CodeText.isSpace(byte)
        }
    }
}
