public import SkillSplitHost

/// Parses INI files: each `[section]` line starts a section.
public struct INIParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "ini",
        kind: .config,
        summary: "INI files, by their [section] lines."
    )

    public static let examples = [
        ParserExample(
            "two sections and what stands before them",
            path: "app.ini",
            source: "; defaults\n[server]\nport = 80\n\n[log]\nlevel = info\n",
            sections: [.init(.preamble, ""), .init(.entry, "server"), .init(.entry, "log")],
            name: "app.ini"
        ),
        ParserExample(
            "a line that is never closed starts no section",
            path: "odd.ini",
            source: "[open\n[paths] ; all relative\nroot = .",
            sections: [.init(.preamble, ""), .init(.entry, "paths")],
            name: "odd.ini"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        probe.fileExtension == "ini" ? .byExtension : .none
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let bytes = input.source.bytes
        var starts: [(offset: Int, title: String?)] = [(0, nil)]
        var line = 0
        while line < bytes.count {
            let end = Self.endOfLine(bytes, from: line)
            if let title = Self.title(of: bytes[line..<end]) { starts.append((line, title)) }
            line = end
        }
        var sections: [Section] = []
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].offset : bytes.count
            guard end > start.offset else { continue }
            sections.append(
                Section(
                    kind: start.title == nil ? .preamble : .entry,
                    title: start.title ?? "",
                    depth: 1,
                    range: ByteRange(start.offset, end)
                )
            )
        }
        return try Document(source: input.source, sections: sections, metadata: Metadata(name: input.probe.name))
    }

    /// The offset behind the LF, CRLF or lone CR that ends the line at `start`.
    private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int {
        guard let end = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
        else {
            return bytes.count
        }
        let isPair = bytes[end] == UInt8(ascii: "\r") && bytes[(end + 1)...].first == UInt8(ascii: "\n")
        return end + (isPair ? 2 : 1)
    }

    private static func title(of line: ArraySlice<UInt8>) -> String? {
        guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        return String(validating: line[line.startIndex + 1..<close], as: UTF8.self)
    }
}
