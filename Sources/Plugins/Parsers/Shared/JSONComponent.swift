import SkillSplitFormats
import SkillSplitHost

/// A JSON file with its values at hand, for the parsers of components that are written in JSON.
struct JSONComponent {
    let input: ParseInput
    private let json: JSONDocument

    /// Splits the file; what is wrong with its JSON is among the diagnostics.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - levels: Which of its objects and arrays become sections of their own members.
    ///   - diagnostics: Receives the findings.
    init(_ input: ParseInput, levels: JSONLevels = .root, diagnostics: inout [Diagnostic]) {
        self.input = input
        json = JSONDocument.split(input.source, levels: levels, diagnostics: &diagnostics)
    }

    /// The root where it is an object.
    var root: JSONNode? { json.root.flatMap { $0.isObject ? $0 : nil } }

    /// Reports `<rules>/wrong-shape` where the file is JSON, but no object.
    ///
    /// - Returns: The root where it is an object.
    func requireObject(rules: String, diagnostics: inout [Diagnostic]) -> JSONNode? {
        if let node = json.root, !node.isObject {
            diagnostics.append(
                Diagnostic("\(rules)/wrong-shape", .error, "the file must hold a JSON object", range: node.range)
            )
        }
        return root
    }

    /// The text of a member of the root; `nil` where it is missing, blank or no string.
    func text(_ key: String) -> String? { root?.text(key) }

    func document(
        name: String? = nil,
        description: String? = nil,
        fields: [MetadataField] = []
    ) throws(SkillSplitError) -> Document {
        try Document(
            source: input.source,
            sections: json.sections,
            metadata: Metadata(name: name, description: description, fields: fields)
        )
    }
}

extension JSONNode {
    /// The text of a member; `nil` where it is missing, blank or no string.
    func text(_ key: String) -> String? {
        guard let text = self[key]?.string.map(Text.trimmed), !text.isEmpty else { return nil }
        return text
    }

    /// The names of the members.
    var keys: [String] { children.compactMap(\.key) }
}

extension [MetadataField] {
    /// Adds a list of texts, unless it is empty.
    mutating func add(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        append(MetadataField(name, .array(texts.map { .string($0) })))
    }
}
