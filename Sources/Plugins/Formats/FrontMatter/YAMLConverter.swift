import SkillSplitHost
import Yams

/// Turns what Yams read into values.
///
/// Aliases are followed, so that a short text can stand for a very large value: hence the limits.
struct YAMLConverter {
    /// Where the limits stop a conversion.
    struct TooLarge: Error {}

    /// The most values of one text.
    private static let valueLimit = 10_000
    /// The deepest nesting, aliases followed.
    private static let depthLimit = 100

    private var values = 0
    private var depth = 0

    /// The fields of `mapping`, in order; those that `<<` merges come first where no field of the same name follows.
    mutating func fields(of mapping: Node.Mapping) throws(TooLarge) -> [MetadataField] {
        try enter()
        defer { depth -= 1 }
        var fields: [MetadataField] = []
        var merged: [MetadataField] = []
        for (key, value) in mapping {
            if case .scalar(let scalar) = key, scalar.style == .plain, scalar.string == "<<" {
                merged += try mergedFields(of: value)
            } else {
                fields.append(MetadataField(try name(of: key), try self.value(of: value)))
            }
        }
        guard !merged.isEmpty else { return fields }
        let names = Set(fields.map(\.name))
        return merged.filter { !names.contains($0.name) } + fields
    }

    private mutating func value(of node: Node) throws(TooLarge) -> MetadataValue {
        switch node {
        case .scalar(let scalar):
            values += 1
            return scalar.value
        case .mapping(let mapping): return .object(try fields(of: mapping))
        case .sequence(let sequence):
            try enter()
            defer { depth -= 1 }
            var elements: [MetadataValue] = []
            for element in sequence { elements.append(try value(of: element)) }
            return .array(elements)
        case .alias: return .null
        }
    }

    private mutating func enter() throws(TooLarge) {
        values += 1
        depth += 1
        guard values <= Self.valueLimit, depth <= Self.depthLimit else { throw TooLarge() }
    }

    private mutating func mergedFields(of node: Node) throws(TooLarge) -> [MetadataField] {
        var names: Set<String> = []
        var merged: [MetadataField] = []
        switch node {
        case .mapping(let mapping): return try fields(of: mapping)
        case .sequence(let sequence):
            for case .mapping(let mapping) in sequence {
                // The earlier mapping has the say.
                for field in try fields(of: mapping) where names.insert(field.name).inserted { merged.append(field) }
            }
        case .scalar, .alias: break
        }
        return merged
    }

    private mutating func name(of key: Node) throws(TooLarge) -> String {
        if case .scalar(let scalar) = key { return scalar.string }
        return try value(of: key).json
    }
}

extension Node.Scalar {
    /// What a plain scalar means; what is quoted, or has a tag of its own, is text.
    fileprivate var value: MetadataValue {
        switch tag.rawValue {
        case Tag.Name.implicit.rawValue: style == .plain ? YAMLScalar.value(of: string) : .string(string)
        case Tag.Name.int.rawValue, Tag.Name.float.rawValue, Tag.Name.bool.rawValue, Tag.Name.null.rawValue:
            YAMLScalar.value(of: string)
        default: .string(string)
        }
    }
}
