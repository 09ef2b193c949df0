import SkillSplitHost

/// Library values as JSON, the same in every command.
extension StoredFile {
    var jsonFields: [MetadataField] {
        path.jsonFields + [
            MetadataField("kind", .string(kind.rawValue)),
            MetadataField("name", .optional(name)),
            MetadataField("description", .optional(description)),
            MetadataField("component", component?.json ?? .null),
            MetadataField("size", .integer(Int64(size))),
            MetadataField("sections", .integer(Int64(sectionCount))),
            MetadataField("hash", .string("\(hash)")),
            MetadataField("permissions", .string(String(permissions, radix: 8))),
            MetadataField("link", linkTarget.map { .string(PathText.display($0)) } ?? .null),
            MetadataField("parser", .string(parser.id)),
        ]
    }
}

extension StoredSection {
    func jsonFields(in path: DocumentPath) -> [MetadataField] {
        [
            MetadataField("id", .string(id.rawValue)),
            MetadataField("address", .string("\(path)#\(address)")),
            MetadataField("kind", .string(kind.rawValue)),
            MetadataField("title", .string(title)),
            MetadataField("depth", .integer(Int64(depth))),
            MetadataField("lines", lines.json),
            MetadataField("bytes", range.json),
        ]
    }
}

extension DocumentPath {
    /// `path`, and `path_bytes` in hexadecimal where the path is not UTF-8.
    var jsonFields: [MetadataField] {
        let text = MetadataField("path", .string(description))
        return isText ? [text] : [text, MetadataField("path_bytes", .string(Hexadecimal.text(bytes)))]
    }
}

extension Component {
    var json: MetadataValue {
        .object([MetadataField("kind", .string(kind.rawValue)), MetadataField("root", .string("\(root)"))])
    }
}

extension Checkout {
    var jsonFields: [MetadataField] {
        source.path.jsonFields + [
            MetadataField("section", .optional(source.address)),
            MetadataField("strip_headings", .bool(source.stripsHeadings)),
            MetadataField("kind", .string(kind.rawValue)),
            MetadataField("target", .string(PathText.display(target))),
            MetadataField("user", .string(user)),
            MetadataField("checked_out_at", .integer(startedAt)),
            MetadataField("files", .integer(Int64(files.count))),
            MetadataField("enabled", .optional(settings?.plugin)),
        ]
    }
}

extension SkillSplitError {
    var json: MetadataValue {
        .object([
            MetadataField("code", .string(code.rawValue)),
            MetadataField("message", .string(message)),
            MetadataField("remedy", .string(remedy)),
            MetadataField("cause", .optional(cause)),
        ])
    }
}

extension Diagnostic {
    func jsonFields(lines: ClosedRange<Int>? = nil) -> [MetadataField] {
        [
            MetadataField("rule", .string(rule)),
            MetadataField("severity", .string(severity.rawValue)),
            MetadataField("summary", .string(summary)),
            MetadataField("remedy", .optional(remedy)),
            MetadataField("lines", lines?.json ?? .null),
            MetadataField("bytes", range?.json ?? .null),
        ]
    }
}

extension MetadataValue {
    static func paths(_ paths: [DocumentPath]) -> MetadataValue {
        .array(paths.map { .string("\($0)") })
    }

    static func optional(_ text: String?) -> MetadataValue {
        text.map { .string($0) } ?? .null
    }
}

extension ClosedRange<Int> {
    var json: MetadataValue {
        .array([.integer(Int64(lowerBound)), .integer(Int64(upperBound))])
    }
}

extension ByteRange {
    var json: MetadataValue {
        .array([.integer(Int64(lowerBound)), .integer(Int64(upperBound))])
    }
}
