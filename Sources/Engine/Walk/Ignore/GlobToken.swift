/// A part of a glob that stands for one byte, or for a run of them.
enum GlobToken: Sendable, Hashable {
    case byte(UInt8)
    /// `?`
    case any
    /// `[…]`
    case set(ByteSet)
    /// `*`, and `**` that is not a whole path segment.
    case star
    /// `**` as a whole path segment.
    case folders
    /// `/`; escaped where it was written `\/`, which git tells apart after `**`.
    case slash(isEscaped: Bool)

    var isSlash: Bool {
        if case .slash = self { true } else { false }
    }

    /// Reads a glob by the rules of git's ignore files.
    ///
    /// - Parameter glob: Without a leading `!` and a trailing `/`.
    /// - Returns: `nil` for a glob that can match nothing: an unclosed class, an unknown `[:class:]`, a `\` at the end.
    static func tokens(of glob: ArraySlice<UInt8>) -> [GlobToken]? {
        var tokens: [GlobToken] = []
        var rest = glob
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                tokens.append(escaped == .slash ? .slash(isEscaped: true) : .byte(escaped))
            case .slash: tokens.append(.slash(isEscaped: false))
            case UInt8(ascii: "?"): tokens.append(.any)
            case UInt8(ascii: "["):
                guard let set = takeClass(&rest) else { return nil }
                tokens.append(.set(set))
            case UInt8(ascii: "*"):
                let extra = rest.prefix { $0 == UInt8(ascii: "*") }.count
                rest = rest.dropFirst(extra)
                let startsSegment = tokens.last.map(\.isSlash) ?? true
                let endsSegment = rest.isEmpty || rest.first == .slash || rest.starts(with: #"\/"#.utf8)
                tokens.append(extra > 0 && startsSegment && endsSegment ? .folders : .star)
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }

    /// Reads a class up to its `]`; `rest` starts behind its `[`.
    private static func takeClass(_ rest: inout ArraySlice<UInt8>) -> ByteSet? {
        var set = ByteSet()
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest.removeFirst() }
        /// The last single byte, which a `-` makes the start of a range.
        var previous: UInt8?
        var isFirst = true
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]"), !isFirst { return isNegated ? set.inverted : set }
            isFirst = false
            switch byte {
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                set.insert(escaped)
                previous = escaped
            case UInt8(ascii: "-"):
                guard let lower = previous, var upper = rest.first, upper != UInt8(ascii: "]") else {
                    set.insert(byte)
                    previous = byte
                    continue
                }
                rest.removeFirst()
                if upper == UInt8(ascii: "\\") {
                    guard let escaped = rest.popFirst() else { return nil }
                    upper = escaped
                }
                if lower <= upper { set.insert(lower...upper) }
                previous = nil
            case UInt8(ascii: "[") where rest.first == UInt8(ascii: ":"):
                guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
                let name = rest[(rest.startIndex + 1)..<close]
                guard name.last == UInt8(ascii: ":") else {
                    set.insert(byte)
                    previous = byte
                    continue
                }
                guard let named = ByteSet(posixClass: name.dropLast()) else { return nil }
                set.formUnion(named)
                rest = rest[(close + 1)...]
                previous = nil
            default:
                set.insert(byte)
                previous = byte
            }
        }
        return nil
    }
}
