/// What a JSON value is.
enum JSONKind: UInt8 {
    case null, bool, number, string, object, array
}

/// Where a value starts and what stands before it.
struct JSONPlace {
    /// Where a section of the value may start: at the head of its line, above its own comments.
    var cut: Int
    /// The key with its quotes; empty in an array and at the root.
    var key: Range<Int>
    /// The first byte of the value.
    var start: Int
}

/// Receives the values of a JSON file in order.
protocol JSONVisitor {
    mutating func open(_ kind: JSONKind, at place: JSONPlace)
    mutating func scalar(_ kind: JSONKind, at place: JSONPlace, end: Int)
    /// The innermost open container ended before `end`.
    mutating func close(end: Int)
}

/// Reads JSON (RFC 8259) with comments and trailing commas, in one pass over the bytes and without recursion.
struct JSONScanner<Visitor: JSONVisitor> {
    let bytes: UnsafeBufferPointer<UInt8>
    var visitor: Visitor
    private(set) var findings = JSONFindings()
    var position: Int
    private var cut = 0
    /// One flag for each open container: whether it is an object.
    private var open: [Bool] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, visitor: Visitor) {
        self.bytes = bytes
        self.visitor = visitor
        position = start
    }

    /// Reads the whole file, and reports its values to the visitor.
    mutating func scan() throws(JSONFailure) {
        try skipTrivia()
        guard position < bytes.count else { throw .empty }
        try value(key: position..<position)
        while let isObject = open.last {
            if isObject { try member() } else { try element() }
        }
        guard position == bytes.count else { throw unexpected("the end of the file") }
    }

    /// Reads what comes next in an object: a member with its comma, or the closing brace.
    private mutating func member() throws(JSONFailure) {
        guard byte != UInt8(ascii: "}") else { return try close() }
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes, or '}'") }
        let start = cut
        let key = position
        try skipString()
        let keyEnd = position
        try skipTrivia()
        guard byte == UInt8(ascii: ":") else { throw unexpected("':' after the key") }
        position += 1
        try skipTrivia()
        cut = start
        try value(key: key..<keyEnd)
    }

    private mutating func element() throws(JSONFailure) {
        guard byte != UInt8(ascii: "]") else { return try close() }
        try value(key: position..<position)
    }

    private mutating func value(key: Range<Int>) throws(JSONFailure) {
        let place = JSONPlace(cut: cut, key: key, start: position)
        let kind: JSONKind
        switch byte {
        case UInt8(ascii: "\""):
            kind = .string
            try skipString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            kind = .number
            try skipNumber()
        case UInt8(ascii: "{"): return try open(.object, at: place)
        case UInt8(ascii: "["): return try open(.array, at: place)
        case UInt8(ascii: "t"):
            kind = .bool
            try skip("true")
        case UInt8(ascii: "f"):
            kind = .bool
            try skip("false")
        case UInt8(ascii: "n"):
            kind = .null
            try skip("null")
        default: throw unexpected("a value")
        }
        visitor.scalar(kind, at: place, end: position)
        try endValue()
    }

    private mutating func open(_ kind: JSONKind, at place: JSONPlace) throws(JSONFailure) {
        guard open.count < JSONDocument.depthLimit else { throw .tooDeep(at: position) }
        open.append(kind == .object)
        visitor.open(kind, at: place)
        position += 1
        try skipTrivia()
    }

    private mutating func close() throws(JSONFailure) {
        open.removeLast()
        position += 1
        visitor.close(end: position)
        try endValue()
    }

    /// Reads the comma after a value, or stops before the bracket that closes the container.
    private mutating func endValue() throws(JSONFailure) {
        try skipTrivia()
        guard let isObject = open.last else { return }
        let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if byte == UInt8(ascii: ",") {
            let comma = position
            position += 1
            try skipTrivia()
            if byte == closing { findings.trailingCommas.add(comma..<(comma + 1)) }
        } else if byte != closing {
            throw unexpected(isObject ? "',' or '}' after a member" : "',' or ']' after an element")
        }
    }

    /// The next byte; 0, which no token starts with, at the end.
    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func unexpected(_ expected: String) -> JSONFailure {
        .unexpected(at: position, expected: expected)
    }
}

extension JSONScanner {
    /// Skips white space and comments, and finds where a section of what follows may start.
    ///
    /// Comments on the line of what went before stay with that; those on lines of their own go with what follows.
    private mutating func skipTrivia() throws(JSONFailure) {
        var index = position
        var lineStart: Int?
        var comment: Int?
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                index += 1
                if comment == nil || lineStart == nil {
                    lineStart = index
                    comment = nil
                }
            case UInt8(ascii: "/"):
                if comment == nil { comment = index }
                let end = try endOfComment(at: index)
                findings.comments.add(index..<end)
                index = end
            default:
                position = index
                cut = lineStart ?? comment ?? index
                return
            }
        }
        position = index
        cut = lineStart ?? comment ?? index
    }

    private func endOfComment(at start: Int) throws(JSONFailure) -> Int {
        var index = start + 1
        guard index < bytes.count else { throw .unexpected(at: start, expected: "a comment after '/'") }
        switch bytes[index] {
        case UInt8(ascii: "/"):
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") {
                index += 1
            }
            return index
        case UInt8(ascii: "*"):
            index += 1
            while index + 1 < bytes.count {
                if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
                index += 1
            }
            throw .unexpected(at: bytes.count, expected: "'*/', the end of the comment")
        default: throw .unexpected(at: start, expected: "a comment or a value")
        }
    }

    private mutating func skip(_ word: StaticString) throws(JSONFailure) {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { throw unexpected("a value") }
        position = end
    }

    private mutating func skipNumber() throws(JSONFailure) {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if byte == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        if Self.isDigit(byte) { throw .unexpected(at: start, expected: "a number without leading zeros") }
    }

    private mutating func skipDigits() throws(JSONFailure) {
        guard Self.isDigit(byte) else { throw unexpected("a digit") }
        while Self.isDigit(byte) { position += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private mutating func skipString() throws(JSONFailure) {
        var index = position + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return
            }
            if byte == UInt8(ascii: "\\") {
                index = try endOfEscape(at: index)
            } else if byte < 0x20 {
                throw .unexpected(at: index, expected: "the end of the string, or an escape such as \\n")
            } else {
                index += 1
            }
        }
        throw .unexpected(at: bytes.count, expected: "'\"', the end of the string")
    }

    private mutating func endOfEscape(at start: Int) throws(JSONFailure) -> Int {
        guard start + 1 < bytes.count else { throw .unexpected(at: bytes.count, expected: "the rest of an escape") }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            guard let escape = JSONString.scalar(bytes, at: start) else {
                throw .unexpected(at: start, expected: "four hexadecimal digits after \\u")
            }
            if escape.scalar == nil { findings.loneSurrogates.add(start..<escape.end) }
            return escape.end
        default: throw .unexpected(at: start, expected: "an escape of JSON after the backslash")
        }
    }
}
