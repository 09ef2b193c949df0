import SkillSplitHost

/// A heading of a composed file.
struct ComposedHeading: Hashable {
    let title: String
    let level: Int
}

/// A section with what comes with it, on its way into a composed file.
struct ComposedPart {
    /// `path#address`.
    let source: String
    let title: String
    let hash: SectionHash
    private let sections: [StoredSection]
    private let bytes: [UInt8]
    private let fileName: String

    init(
        _ located: LocatedSection,
        _ section: StoredSection,
        _ includesSubsections: Bool,
        _ library: any LibrarySession
    ) async throws(SkillSplitError) {
        source = "\(located.file.path)#\(section.address)"
        title = section.title
        hash = section.hash
        fileName = located.file.path.name
        let last =
            includesSubsections
            ? LibraryReader.end(ofSubtree: section.position, in: located.sections) : section.position
        sections = Array(located.sections[section.position...last])
        bytes = try await library.content(of: located.file.path, positions: section.position...last)
        guard section.kind != .bytes, String(validating: bytes, as: UTF8.self) != nil else {
            throw SkillSplitError(
                .usage,
                "'\(source)' is not text",
                remedy: "Leave it out; deploy the file itself with 'skill-split checkout'."
            )
        }
    }

    /// Whether it is Markdown that begins with a heading.
    var hasHeading: Bool { sections.first?.kind == .heading }

    private var isMarkdown: Bool {
        let kinds: [Section.Kind] = [.heading, .preamble, .tag]
        let name = fileName.lowercased()
        return sections.first.map { kinds.contains($0.kind) } ?? false
            || [".md", ".markdown", ".mdx"].contains { name.hasSuffix($0) }
                && sections.first?.kind == .text
    }

    /// The text, with its headings from `level` on and without a jump; ends with an empty line.
    func body(level: Int) -> (bytes: [UInt8], headings: [ComposedHeading]) {
        guard isMarkdown else { return code(level: level) }
        var result: [UInt8] = []
        var headings: [ComposedHeading] = []
        // The depths of the headings around, each with the level that it got.
        var above: [(depth: Int, level: Int)] = []
        let start = sections.first?.range.lowerBound ?? 0
        for section in sections {
            let own = bytes[(section.range.lowerBound - start)..<(section.range.upperBound - start)]
            guard section.kind == .heading else {
                result += own
                continue
            }
            while let last = above.last, last.depth >= section.depth { above.removeLast() }
            let next = min(6, above.last.map { $0.level + 1 } ?? level)
            above.append((section.depth, next))
            result += HeadingLine.renumbered(own, level: next)
            headings.append(ComposedHeading(title: section.title, level: next))
        }
        return (Self.closed(result), headings)
    }

    /// A piece of a script or of JSON, below a heading and between fences.
    private func code(level: Int) -> (bytes: [UInt8], headings: [ComposedHeading]) {
        var longest = 2
        var run = 0
        for byte in bytes {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let language = fileName.split(separator: ".").dropFirst().last.map(String.init) ?? ""
        let name = title.isEmpty ? fileName : title
        let head = "\(String(repeating: "#", count: level)) \(name)\n\n\(fence)\(language)\n"
        let result = Array(head.utf8) + Self.closed(bytes).dropLast() + Array("\(fence)\n\n".utf8)
        return (result, [ComposedHeading(title: name, level: level)])
    }

    /// `bytes` with an empty line at the end.
    private static func closed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes + Array("\n\n".utf8)
    }
}

/// The heading that a section starts with.
enum HeadingLine {
    /// The section with its heading at another level; one that is underlined becomes one with `#`.
    static func renumbered(_ own: ArraySlice<UInt8>, level: Int) -> [UInt8] {
        let length = HeadingStripper.headingLength(own)
        let heading = own.prefix(length)
        let marks = [UInt8](repeating: UInt8(ascii: "#"), count: level)
        let text = heading.drop { $0 == UInt8(ascii: " ") }
        if text.first == UInt8(ascii: "#") {
            return marks + text.drop { $0 == UInt8(ascii: "#") } + own.dropFirst(length)
        }
        var lines = String(decoding: heading, as: UTF8.self).split(whereSeparator: \.isNewline)
        lines = Array(lines.dropLast())
        let title = lines.map { $0.drop { $0 == " " || $0 == "\t" } }.map { line in
            var line = line
            while line.last == " " || line.last == "\t" { line.removeLast() }
            return String(line)
        }.joined(separator: " ")
        // A closing run of `#` would be taken for decoration.
        let end = title.hasSuffix("#") ? " #" : ""
        return marks + Array(" \(title)\(end)\n".utf8) + own.dropFirst(length)
    }
}
