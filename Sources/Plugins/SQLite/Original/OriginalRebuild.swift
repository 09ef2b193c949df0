/// The files that one of the original program's rows may have been made of.
///
/// It read text with every line ending turned into LF and kept headings, front matter and tags in one spelling, so several
/// files give the same row. The likeliest ones are tried; the hash in the row tells the right one.
struct OriginalRebuild {
    private let file: OriginalFile

    init(_ file: OriginalFile) {
        self.file = file
    }

    /// Calls `body` with candidate after candidate until it returns `false`.
    func forEachCandidate(_ body: ([UInt8]) -> Bool) {
        for text in texts {
            for ended in Self.endings(of: text) where !body(ended) { return }
        }
    }

    private static let newline = UInt8(ascii: "\n")

    /// With LF at the end of each line.
    private var texts: [[UInt8]] {
        switch file.kind {
        case "plugin", "hook", "config": [file.frontMatter]
        case "script": scripts
        default: documents
        }
    }

    /// The last line with and without an ending, and each kind of ending.
    private static func endings(of text: [UInt8]) -> [[UInt8]] {
        var variants = [text]
        if text.last == newline { variants.append(text.dropLast()) } else { variants.append(text + [newline]) }
        let lines = variants
        for ending in ["\r\n", "\r"] {
            for text in lines where text.contains(newline) {
                variants.append(
                    Array(
                        text.split(separator: newline, omittingEmptySubsequences: false).joined(separator: ending.utf8)
                    )
                )
            }
        }
        return variants
    }

    /// The sections of a script are slices of it; a definition that two rules found is there twice.
    private var scripts: [[UInt8]] {
        let ordered = file.sections.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
        var once: [OriginalFile.Section] = []
        for section in ordered {
            if let last = once.last, last.line == section.line {
                if last.content.count < section.content.count { once[once.count - 1] = section }
            } else {
                once.append(section)
            }
        }
        return [ordered.flatMap(\.content), once.flatMap(\.content)]
    }

    private var documents: [[UInt8]] {
        var texts: [[UInt8]] = []
        for hasGaps in file.sections.contains(where: { $0.level == -1 }) ? [true, false] : [true] {
            let body = body(withGapsBetweenTags: hasGaps)
            for head in heads { texts.append(head + body) }
        }
        return texts
    }

    /// The front matter between its delimiters, and the blank lines behind it: one is what the original program wrote,
    /// none where text before the first heading has kept them.
    private var heads: [[UInt8]] {
        let delimited = Array("---\n".utf8) + file.frontMatter + Array("---\n".utf8)
        let spaced = [delimited + [Self.newline], delimited, delimited + [Self.newline, Self.newline]]
        if file.frontMatter.isEmpty { return [[]] + spaced }
        return file.sections.isEmpty || file.sections.first?.level == 0 ? [delimited] : spaced
    }

    private func body(withGapsBetweenTags hasGaps: Bool) -> [UInt8] {
        var body: [UInt8] = []
        var open: [OriginalFile.Section] = []
        func close(downTo depth: Int) {
            while open.count > depth {
                let tag = open.removeLast()
                guard tag.level == -1 else { continue }
                body += tag.closingIndent + Array("</".utf8) + tag.title + Array(">\n".utf8)
            }
        }
        for section in file.sections {
            close(downTo: section.depth)
            if section.level == -1, section.depth == 0, hasGaps, !body.isEmpty { body.append(Self.newline) }
            switch section.level {
            case 0: break
            case -1: body += Array("<".utf8) + section.title + Array(">\n".utf8)
            default:
                body += [UInt8](repeating: UInt8(ascii: "#"), count: max(0, min(section.level, 6)))
                body += [UInt8(ascii: " ")] + section.title + [Self.newline]
            }
            body += section.content
            open.append(section)
        }
        close(downTo: 0)
        return body
    }
}
