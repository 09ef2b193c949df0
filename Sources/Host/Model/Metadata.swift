/// What a file says about itself, kept apart from its content.
public struct Metadata: Sendable, Hashable {
    /// The component's name by the rules of its kind; `nil` where the kind names none.
    public var name: String?
    /// One or more sentences on what the component is for.
    public var description: String?
    /// Front matter, manifest fields, or what the parser learned, by name.
    public var fields: [MetadataField]

    public init(name: String? = nil, description: String? = nil, fields: [MetadataField] = []) {
        self.name = name
        self.description = description
        self.fields = fields
    }

    /// The value of the first field called `key`.
    public subscript(key: String) -> MetadataValue? {
        fields.first { $0.name == key }?.value
    }
}

/// A named value of an object, in the order of the file.
public struct MetadataField: Sendable, Hashable {
    public let name: String
    public let value: MetadataValue

    public init(_ name: String, _ value: MetadataValue) {
        self.name = name
        self.value = value
    }
}

/// A JSON value whose objects keep their order.
public enum MetadataValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([MetadataValue])
    case object([MetadataField])

    /// The text of a string; `nil` for other values.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The fields of an object; `nil` for other values.
    public var object: [MetadataField]? {
        if case .object(let fields) = self { fields } else { nil }
    }

    /// The elements of an array; `nil` for other values.
    public var array: [MetadataValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
