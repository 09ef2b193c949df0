@testable import SkillSplitFormats

/// What the splitter and md4c say of one document.
///
/// Levels and places must be the same. Titles are compared as md4c renders them: once in the document, once from the
/// bytes that the splitter takes for the heading's text.
enum OracleComparison: Equatable {
    case same
    /// The same only with blank lines in front, which mean nothing: see ``MD4C/headings(of:)``.
    case sameWhenMoved
    case different(String)

    init(_ bytes: [UInt8]) {
        let ours = ScannedHeading.all(in: bytes)
        let text = Self.understandable(bytes)
        var firstDifference = ""
        for shift in 0..<4 {
            let blankLines = [UInt8](repeating: 0x0A, count: shift)
            let theirs = MD4C.headings(of: blankLines + text)
            guard let difference = Self.difference(ours, theirs, shift: shift, in: text) else {
                self = shift == 0 ? .same : .sameWhenMoved
                return
            }
            if shift == 0 { firstDifference = difference }
        }
        self = .different("\(firstDifference)\n\(String(reflecting: String(decoding: bytes, as: UTF8.self)))")
    }

    private static func difference(
        _ ours: [ScannedHeading],
        _ theirs: [MD4C.Heading],
        shift: Int,
        in bytes: [UInt8]
    ) -> String? {
        guard ours.map(\.level) == theirs.map(\.level) else {
            return "levels \(ours.map(\.level)), by md4c \(theirs.map(\.level))"
        }
        for (our, their) in zip(ours, theirs) {
            let source = (their.source.lowerBound - shift)..<(their.source.upperBound - shift)
            if !their.source.isEmpty, source.clamped(to: our.text) != source {
                return "heading text \(our.text), by md4c \(source)"
            }
            let rendered = our.rendered(in: bytes)
            if rendered != their.text.words { return "title '\(rendered)', by md4c '\(their.text.words)'" }
        }
        return nil
    }

    /// `bytes` without what md4c 0.4.8 is known to read wrongly, at the same places.
    private static func understandable(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.replaceSubrange(0..<3, with: Array("   ".utf8)) }
        // `<prefix>` starts no raw HTML block of the kind of `<pre>`.
        for start in bytes.indices where bytes[start] == UInt8(ascii: "<") {
            let rest = bytes[(start + 1)...]
            for name in ["pre", "script", "style"] where rest.map(\.lowercasedASCII).starts(with: name.utf8) {
                let next = rest.dropFirst(name.utf8.count).first
                if let next, ![0x20, 0x09, 0x0A, 0x0D, 0x3E].contains(next) { bytes[start + 1] = UInt8(ascii: "q") }
            }
        }
        return bytes
    }
}

/// A heading as the block scan sees it.
struct ScannedHeading {
    let level: Int
    let text: Range<Int>
    let title: String

    static func all(in bytes: [UInt8]) -> [ScannedHeading] {
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer) else { return [] }
            return BlockScanner(text, from: 0).marks.compactMap { mark in
                guard case .heading(let level) = mark.kind else { return nil }
                return ScannedHeading(level: level, text: mark.text, title: mark.title)
            }
        }
    }

    /// The words that md4c shows for the heading's text alone.
    func rendered(in bytes: [UInt8]) -> String {
        // The word in front keeps the text from starting another block or a link definition.
        let heading = Array("x ".utf8) + bytes[text] + Array("\n===".utf8)
        return String((MD4C.headings(of: heading).first?.text.words ?? "").dropFirst(2))
    }
}

extension [UInt8] {
    /// The text with each run of white space as one space, and without the brackets that a reference may or may not need.
    fileprivate var words: String {
        String(decoding: self, as: UTF8.self)
            .split { $0.isWhitespace || $0 == "\0" }
            .joined(separator: " ")
            .filter { $0 != "[" && $0 != "]" }
    }
}
