/// One line of an ignore file.
struct IgnoreRule: Sendable, Hashable {
    enum Pattern: Sendable, Hashable {
        /// A pattern without a `/` matches the last segment of a path.
        case name(NamePattern)
        case path(PathPattern)
    }

    let pattern: Pattern
    /// Whether the rule takes in again what an earlier one left out.
    let isNegated: Bool
    let matchesFoldersOnly: Bool
    /// From 1.
    let line: Int

    /// Reads a line without its line feed; `nil` for a blank line, a comment, and a pattern that can match nothing.
    init?(_ line: ArraySlice<UInt8>, number: Int) {
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        var pattern = Self.trimmed(line)
        isNegated = pattern.first == UInt8(ascii: "!")
        if isNegated { pattern.removeFirst() }
        matchesFoldersOnly = pattern.last == .slash
        if matchesFoldersOnly { pattern.removeLast() }
        let hasSlash = pattern.contains(.slash)
        if pattern.first == .slash { pattern.removeFirst() }
        guard !pattern.isEmpty, let tokens = GlobToken.tokens(of: pattern) else { return nil }
        self.line = number
        if hasSlash {
            self.pattern = .path(PathPattern(tokens))
        } else {
            self.pattern = .name(NamePattern(tokens.map { $0 == .folders ? .star : $0 }[...]))
        }
    }

    /// `line` up to a NUL, without one carriage return at the end and without trailing spaces that no `\` protects.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        line = line.prefix { $0 != 0 }
        var end = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            let isEscape = line[index] == UInt8(ascii: "\\") && index + 1 < line.endIndex
            if isEscape || line[index] != UInt8(ascii: " ") {
                index += isEscape ? 2 : 1
                end = index
            } else {
                index += 1
            }
        }
        return line[..<end]
    }

    /// Whether the rule speaks of `path`, whose last segment starts at `nameStart`.
    func matches(_ path: UnsafeBufferPointer<UInt8>, nameStart: Int, isFolder: Bool) -> Bool {
        if matchesFoldersOnly, !isFolder { return false }
        return switch pattern {
        case .name(let pattern): pattern.matches(UnsafeBufferPointer(rebasing: path[nameStart...]))
        case .path(let pattern): pattern.matches(path)
        }
    }

    /// The name that the rule is about, where it is about exactly one.
    var literalName: [UInt8]? {
        if case .name(.literal(let name)) = pattern { name } else { nil }
    }
}
