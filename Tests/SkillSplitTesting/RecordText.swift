public import SkillSplitHost

/// A record written down for comparison: what it is, its sections and its diagnostics, without its content.
public enum RecordText {
    /// JSON with the fields in a fixed order, and each section and each diagnostic on a line of its own.
    public static func of(_ record: Record) -> String {
        let metadata = record.document.metadata
        var lines = ["\"path\": \(json("\(record.path)"))", "\"kind\": \(json(record.kind.rawValue))"]
        if let component = record.component {
            lines.append("\"component\": \(json("\(component.kind.rawValue) \(component.root)"))")
        }
        if record.permissions != 0o644 { lines.append("\"mode\": \(json(String(record.permissions, radix: 8)))") }
        if let target = record.linkTarget {
            lines.append("\"link\": \(json(PathText.display(target)))")
            return object(lines)
        }
        lines.append("\"name\": \(json(metadata.name))")
        lines.append("\"description\": \(json(metadata.description))")
        lines.append("\"sections\": \(array(record.document.sections.map(json)))")
        lines.append("\"diagnostics\": \(array(record.diagnostics.map(json)))")
        return object(lines)
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
