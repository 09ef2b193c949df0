public import SkillSplitHost

/// A file as the parsers of a registry see it, written down for comparison.
public struct ParsedFile {
    /// The fields in a fixed order, each section and each other list element on a line of its own.
    public let text: String

    /// Parses the file with the strongest claim's parser.
    ///
    /// - Parameters:
    ///   - path: The file's path below the ingested root.
    ///   - source: Its bytes.
    ///   - registry: The parsers.
    ///   - component: The component that it lies in.
    /// - Throws: ``SkillSplitError`` when the parser throws.
    public init(
        path: String,
        source: SourceBuffer,
        registry: PluginRegistry,
        component: Component? = nil
    ) throws(SkillSplitError) {
        let input = ParseInput(path: path, source: source, component: component)
        var lines = ["\"path\": \(MetadataValue.string(path).json)"]
        guard let parser = registry.parser(for: input.probe) else {
            text = Self.object(lines + ["\"parser\": null"])
            return
        }
        var diagnostics: [Diagnostic] = []
        let document = try parser.plugin.parse(input, diagnostics: &diagnostics)
        lines.append("\"kind\": \(MetadataValue.string(parser.manifest.kind?.rawValue ?? "").json)")
        if let component { lines.append("\"component\": \(MetadataValue.string("\(component.root)").json)") }
        lines.append("\"name\": \(Self.json(document.metadata.name))")
        lines.append("\"description\": \(Self.json(document.metadata.description))")
        lines.append("\"sections\": \(Self.array(document.sections.map(Self.json)))")
        lines.append("\"diagnostics\": \(Self.array(diagnostics.map(Self.json)))")
        text = Self.object(lines)
    }

    private static func json(_ section: Section) -> String {
        MetadataValue.object([
            MetadataField("kind", .string(section.kind.rawValue)),
            MetadataField("title", .string(shortened(section.title))),
            MetadataField("depth", .integer(Int64(section.depth))),
            MetadataField("length", .integer(Int64(section.range.count))),
        ]).json
    }

    private static func json(_ diagnostic: Diagnostic) -> String {
        var fields = [
            MetadataField("rule", .string(diagnostic.rule)),
            MetadataField("severity", .string(diagnostic.severity.rawValue)),
        ]
        if let range = diagnostic.range {
            fields.append(MetadataField("from", .integer(Int64(range.lowerBound))))
            fields.append(MetadataField("to", .integer(Int64(range.upperBound))))
        }
        return MetadataValue.object(fields).json
    }

    private static func json(_ text: String?) -> String {
        text.map { MetadataValue.string(shortened($0)).json } ?? "null"
    }

    /// At most 200 characters, so that a hostile title does not fill a screen.
    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 200
            ? text
            : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
                + "… \(text.unicodeScalars.count) in all"
    }

    private static func array(_ lines: [String]) -> String {
        lines.isEmpty ? "[]" : "[\n" + lines.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
    }

    private static func object(_ lines: [String]) -> String {
        "{\n" + lines.map { "  \($0)" }.joined(separator: ",\n") + "\n}"
    }
}
