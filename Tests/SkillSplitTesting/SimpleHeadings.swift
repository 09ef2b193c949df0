import SkillSplitHost

/// Cuts test content at every line that begins with one to six `#` and a space; enough for tests of sinks.
enum SimpleHeadings {
    static func sections(of bytes: [UInt8]) -> [Section] {
        var sections: [Section] = []
        var start = 0
        var current = (title: "", depth: 1, kind: Section.Kind.preamble)
        func close(at end: Int) {
            guard end > start else { return }
            sections.append(
                Section(
                    kind: current.kind,
                    title: current.title,
                    depth: current.depth,
                    headingLevel: current.kind == .heading ? current.depth : nil,
                    range: ByteRange(start, end)
                )
            )
        }
        var line = 0
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if let heading = heading(bytes[line..<end]) {
                close(at: line)
                start = line
                current = (heading.title, heading.level, .heading)
            }
            line = end + 1
        }
        close(at: bytes.count)
        return sections
    }

    private static func heading(_ line: ArraySlice<UInt8>) -> (level: Int, title: String)? {
        let level = line.prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(level), line.dropFirst(level).first == UInt8(ascii: " ") else { return nil }
        return (level, String(decoding: line.dropFirst(level + 1), as: UTF8.self))
    }
}
