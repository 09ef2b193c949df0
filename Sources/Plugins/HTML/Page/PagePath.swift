import SkillSplitHost

/// Where the page of a document stands below the site's folder.
///
/// `claude/skills/pdf/SKILL.md` becomes `claude/skills/pdf/SKILL.md.html`. Bytes other than ASCII letters, digits, `.`,
/// `-` and `_` are written as `~` and two hexadecimal digits, so a path is its own URL on every server and file system.
/// A first segment never starts with `_`: those folders are the site's own.
enum PagePath {
    /// The longest name, in bytes, that is written out; a longer one ends in a hash of it.
    private static let nameLimit = 180

    /// The path of the page of the document at `path`, with `/`.
    static func of(_ path: DocumentPath) -> String {
        var bytes: [UInt8] = []
        let segments = path.segments
        for (position, segment) in segments.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: "/")) }
            let isLast = position == segments.count - 1
            appendName(segment, isFirst: position == 0, to: &bytes)
            // A folder called like a page, so that it does not take the place of that page.
            if !isLast, segment.suffix(5).elementsEqual(".html".utf8) { bytes.append(UInt8(ascii: "~")) }
        }
        // The home page, for a document at the top.
        if segments.count == 1, segments[0].elementsEqual("index".utf8) { bytes.append(UInt8(ascii: "~")) }
        bytes.append(contentsOf: ".html".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `name` in the letters that a path of the site may have.
    static func name(_ name: String) -> String {
        var bytes: [UInt8] = []
        appendName(ArraySlice(name.utf8), isFirst: true, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The relative URL from the page at `source` to the page at `target`, both below the site's folder.
    static func relative(from source: String, to target: String) -> String {
        let source = source.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let target = target.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var shared = 0
        while shared < source.count - 1, shared < target.count - 1, source[shared].elementsEqual(target[shared]) {
            shared += 1
        }
        var bytes: [UInt8] = []
        for _ in shared..<(source.count - 1) { bytes.append(contentsOf: "../".utf8) }
        for (position, segment) in target[shared...].enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: "/")) }
            bytes.append(contentsOf: segment)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `../` for each folder that the page at `page` stands in.
    static func root(from page: String) -> String {
        String(repeating: "../", count: page.utf8.count { $0 == UInt8(ascii: "/") })
    }

    private static func appendName(_ name: ArraySlice<UInt8>, isFirst: Bool, to bytes: inout [UInt8]) {
        let start = bytes.count
        for (position, byte) in name.enumerated() {
            let isLeading = isFirst && position == 0
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: ".") where !isLeading, UInt8(ascii: "_") where !isLeading:
                bytes.append(byte)
            default: ByteEscape.append(byte, after: UInt8(ascii: "~"), to: &bytes)
            }
        }
        guard bytes.count - start > nameLimit else { return }
        bytes.removeSubrange((start + nameLimit - 20)...)
        bytes.append(UInt8(ascii: "~"))
        bytes.append(contentsOf: Fingerprint(of: name).text.utf8)
    }
}
