import SkillSplitHost

/// A named value that a tool takes or gives, in the words of JSON Schema.
struct Parameter: Sendable {
    let name: String
    let isRequired: Bool
    let schema: MetadataValue

    static func text(_ name: String, _ summary: String? = nil, isRequired: Bool = false) -> Parameter {
        Parameter(name, "string", summary, isRequired)
    }

    static func integer(_ name: String, _ summary: String? = nil, isRequired: Bool = false) -> Parameter {
        Parameter(name, "integer", summary, isRequired)
    }

    static func flag(_ name: String, _ summary: String? = nil, isRequired: Bool = false) -> Parameter {
        Parameter(name, "boolean", summary, isRequired)
    }

    static func texts(_ name: String, _ summary: String? = nil, isRequired: Bool = false) -> Parameter {
        Parameter(name, "array", summary, isRequired, .fields(["items": .fields(["type": .string("string")])]))
    }

    /// A list of objects with these fields.
    static func rows(_ name: String, of fields: [Parameter]) -> Parameter {
        Parameter(name, "array", nil, true, .fields(["items": schema(of: fields, isClosed: false)]))
    }

    /// First and last line, from 1.
    static let lines = Parameter("lines", "array", nil, true)

    /// Goes on where the answer before ended.
    static let cursor = text("cursor")
    /// Given when there is more.
    static let nextCursor = text("nextCursor")

    private init(
        _ name: String,
        _ type: String,
        _ summary: String?,
        _ isRequired: Bool,
        _ more: MetadataValue = .object([])
    ) {
        self.name = name
        self.isRequired = isRequired
        let own = MetadataValue.fields(["type": .string(type), "description": summary.map { .string($0) }])
        schema = .object((own.object ?? []) + (more.object ?? []))
    }

    /// The schema of an object with `fields`.
    static func schema(of fields: [Parameter], isClosed: Bool) -> MetadataValue {
        let required = fields.filter(\.isRequired).map(\.name)
        return .fields([
            "type": .string("object"),
            "properties": .object(fields.map { MetadataField($0.name, $0.schema) }),
            "required": required.isEmpty ? nil : .strings(required),
            "additionalProperties": isClosed ? .bool(false) : nil,
        ])
    }
}
