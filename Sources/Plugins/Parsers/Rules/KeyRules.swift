import SkillSplitHost

/// What the value of a key must be.
enum ValueRule {
    case any
    case text
    case number
    /// A boolean, or one of the words that Claude Code takes for one.
    case boolean
    /// A text of words, or an array of texts.
    case list
    /// An array of texts.
    case texts
    case array
    case object
    case oneOf([String])
    /// An alias of a model, or what looks like the id of one.
    case model

    /// What is wrong with `value`, as the end of a sentence; `nil` where it is right.
    func objection(to value: MetadataValue) -> Objection? {
        switch (self, value) {
        case (.any, _), (_, .null): nil
        case (.text, .string), (.text, .number), (.text, .integer), (.text, .bool): nil
        case (.number, .integer), (.number, .number): nil
        case (.boolean, .bool): nil
        case (.boolean, .integer(0)), (.boolean, .integer(1)): nil
        case (.boolean, .string(let text)) where ClientFacts.booleans.contains(text.lowercased()): nil
        case (.list, .string), (.array, .array), (.object, .object): nil
        case (.list, .array(let elements)), (.texts, .array(let elements)): Self.objection(toElements: elements)
        case (.oneOf(let words), .string(let text)): Self.objection(to: text, unlessIn: words)
        case (.model, .string(let text)):
            Self.looksLikeModel(text) ? nil : Self.objection(to: text, unlessIn: ClientFacts.modelAliases)
        default: .type("must be \(expectation)")
        }
    }

    enum Objection {
        case type(String)
        case value(String)
    }

    private var expectation: String {
        switch self {
        case .any: "anything"
        case .text: "text"
        case .number: "a number"
        case .boolean: "true or false"
        case .list: "text, or a list of texts"
        case .texts: "a list of texts"
        case .array: "a list"
        case .object: "a mapping"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .model: "the name of a model"
        }
    }

    private static func objection(toElements elements: [MetadataValue]) -> Objection? {
        elements.allSatisfy { $0.string != nil } ? nil : .type("must hold texts only")
    }

    private static func objection(to text: String, unlessIn words: [String]) -> Objection? {
        words.contains(text) ? nil : .value("is '\(text)', not one of \(words.joined(separator: ", "))")
    }

    /// `claude-sonnet-4-5`, `us.anthropic.claude-…`, `sonnet[1m]`, an ARN, a deployment's own name with a slash.
    private static func looksLikeModel(_ text: String) -> Bool {
        text.hasPrefix("claude-") || text.contains("anthropic") || text.contains("/") || text.contains(":")
            || text.hasSuffix("[1m]") || text.hasPrefix("${")
    }
}

/// Checks the keys of a front matter or a manifest against a table.
struct KeyRules {
    /// The id of the parser, which the names of the diagnostics begin with.
    let parser: String
    let table: [String: ValueRule]
    /// Who reads the keys, for messages: `Claude Code`.
    let reader: String
    /// How much a value of a wrong type matters.
    var typeSeverity = Diagnostic.Severity.warning

    /// Reports keys that the table does not know, in one note, and values that it does not allow.
    func check(
        _ fields: [MetadataField],
        diagnostics: inout [Diagnostic],
        rangeOf: (_ key: String) -> ByteRange?
    ) {
        var unknown: [String] = []
        var seen: Set<String> = []
        for field in fields where seen.insert(field.name).inserted {
            guard let rule = table[field.name] else {
                unknown.append(field.name)
                continue
            }
            guard let objection = rule.objection(to: field.value) else { continue }
            diagnostics.append(report(objection, on: field.name, range: rangeOf(field.name)))
        }
        guard let first = unknown.first else { return }
        let names = unknown.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (unknown.count > 12 ? ", …" : "")
        diagnostics.append(
            Diagnostic(
                "\(parser)/unknown-key",
                .note,
                "\(reader) does not know \(unknown.count == 1 ? "the key" : "the keys") \(names)",
                remedy: suggestion(for: first),
                range: rangeOf(first)
            )
        )
    }

    private func report(_ objection: ValueRule.Objection, on key: String, range: ByteRange?) -> Diagnostic {
        switch objection {
        case .type(let text):
            Diagnostic("\(parser)/wrong-type", typeSeverity, "'\(key)' \(text)", range: range)
        case .value(let text):
            Diagnostic(
                "\(parser)/unknown-value",
                .warning,
                "'\(key)' \(text)",
                remedy: "Correct it, or leave '\(key)' out to get the default.",
                range: range
            )
        }
    }

    private func suggestion(for key: String) -> String? {
        Suggestion.nearest(to: key, among: Array(table.keys)).map { "Did you mean '\($0)'?" }
    }
}

/// Finds what a person probably meant.
enum Suggestion {
    /// The one of `words` that differs from `word` in case alone, or by one edit, or by two where it is long.
    static func nearest(to word: String, among words: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let limit = word.utf8.count < 6 ? 1 : 2
        var best: (word: String, distance: Int)?
        for candidate in words.sorted() {
            let distance =
                candidate.lowercased() == word.lowercased() ? 0 : EditDistance.between(word, candidate)
            if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.word
    }
}
