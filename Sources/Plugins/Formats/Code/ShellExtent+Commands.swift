extension ShellExtent {
    /// Reads the next part of a command.
    mutating func stepCommand() {
        switch byte() {
        case UInt8(ascii: "\n"):
            position = hereDocuments.end(in: bytes, after: position + 1)
            startsCommand = frames.last != .caseHead
        case let byte where CodeText.isSpace(byte): position += 1
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
