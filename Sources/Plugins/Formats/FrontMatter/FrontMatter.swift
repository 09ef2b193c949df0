public import SkillSplitHost

/// The YAML block between `---` lines at the start of a file.
public struct FrontMatter: Sendable, Hashable {
    /// The block with its delimiter lines and a leading byte order mark.
    public let range: ByteRange
    /// What it says, in the order of the file; empty where it cannot be understood.
    public let fields: [MetadataField]

    /// Reads the front matter of `source`; `nil` where the file does not start with a closed block.
    ///
    /// YAML that cannot be understood is no reason to lose the file: there is a diagnostic, and the range stands.
    public static func read(_ source: SourceBuffer, diagnostics: inout [Diagnostic]) -> FrontMatter? {
        guard let opening = FrontMatterBlock.opening(of: source.bytes) else { return nil }
        guard let block = FrontMatterBlock.find(in: source.bytes, after: opening) else {
            diagnostics.append(
                Diagnostic(
                    "front-matter/unclosed",
                    .warning,
                    "the file starts with '---', and no other line is '---'",
                    remedy: "Close the front matter with a line '---', or take the first line away.",
                    range: ByteRange(0, opening)
                )
            )
            return nil
        }
        return FrontMatter(
            range: ByteRange(0, block.end),
            fields: YAMLReader.fields(of: source, at: block.content, diagnostics: &diagnostics)
        )
    }

    /// The value of the first field called `key`.
    public subscript(key: String) -> MetadataValue? {
        fields.first { $0.name == key }?.value
    }
}

/// Where a block of front matter stands.
private struct FrontMatterBlock {
    /// What lies between the delimiter lines.
    let content: ByteRange
    /// Behind the closing line.
    let end: Int

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The offset behind the opening line; `nil` where the first line is not `---`.
    static func opening(of bytes: [UInt8]) -> Int? {
        let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        return endOfDelimiter(bytes, from: start)
    }

    static func find(in bytes: [UInt8], after opening: Int) -> FrontMatterBlock? {
        var line = opening
        while line < bytes.count {
            if let end = endOfDelimiter(bytes, from: line) {
                return FrontMatterBlock(content: ByteRange(opening, line), end: end)
            }
            line = endOfLine(bytes, from: line)
        }
        return nil
    }

    /// The offset behind a line of `---` and white space; `nil` for any other line.
    private static func endOfDelimiter(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start + 3 <= bytes.count, bytes[start..<(start + 3)].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        var index = start + 3
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
        guard index < bytes.count else { return index }
        guard bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") else { return nil }
        return endOfLine(bytes, from: index)
    }

    /// The offset behind the LF, CRLF or lone CR that ends the line at `start`.
    private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") { index += 1 }
        guard index < bytes.count else { return index }
        let isPair =
            bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        return index + (isPair ? 2 : 1)
    }
}
