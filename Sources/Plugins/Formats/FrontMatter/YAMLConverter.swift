import SkillSplitHost
import Yams

/// Turns YAML nodes into JSON values by the core schema of YAML 1.2.
struct YAMLConverter {
    /// Aliases can make a small file stand for a huge value; nothing real has so many values.
    static let limit = 20_000

    private var count = 0

    var isExhausted: Bool { count > Self.limit }

    mutating func value(of node: Node) -> MetadataValue {
        count += 1
        guard !isExhausted else { return .null }
        switch node {
        case .scalar(let scalar): return Self.value(of: scalar)
        case .sequence(let sequence):
            var elements: [MetadataValue] = []
            for element in sequence where !isExhausted { elements.append(value(of: element)) }
            return .array(elements)
        case .mapping(let mapping):
            var fields: [MetadataField] = []
            for (key, element) in mapping where !isExhausted {
                fields.append(MetadataField(key.string ?? "", value(of: element)))
            }
            return .object(fields)
        case .alias: return .null
        }
    }

    /// Only plain scalars are anything but text.
    private static func value(of scalar: Node.Scalar) -> MetadataValue {
        guard scalar.style == .plain else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return number(scalar.string) ?? .string(scalar.string)
        }
    }

    private static func number(_ text: String) -> MetadataValue? {
        guard let first = text.utf8.first, (UInt8(ascii: "+")...UInt8(ascii: "9")).contains(first),
            first != UInt8(ascii: ",")
        else { return nil }
        if let whole = Int64(text) { return .integer(whole) }
        let isDecimal = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-")]
                    .contains(byte)
        }
        guard isDecimal else { return nil }
        return Double(text).map { .number($0) }
    }
}
