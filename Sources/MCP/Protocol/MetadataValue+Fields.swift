import SkillSplitHost

extension MetadataValue {
    /// An object of those pairs whose value is not `nil`, in order.
    static func fields(_ pairs: KeyValuePairs<String, MetadataValue?>) -> MetadataValue {
        .object(pairs.compactMap { pair in pair.value.map { MetadataField(pair.key, $0) } })
    }

    static func strings(_ texts: [String]) -> MetadataValue {
        .array(texts.map { .string($0) })
    }

    static func count(_ number: Int) -> MetadataValue {
        .integer(Int64(number))
    }

    /// The first field of an object called `name`; `nil` for other values.
    subscript(name: String) -> MetadataValue? {
        object?.first { $0.name == name }?.value
    }

    /// The object with `pairs` added at its end.
    func adding(_ pairs: KeyValuePairs<String, MetadataValue?>) -> MetadataValue {
        .object((object ?? []) + (Self.fields(pairs).object ?? []))
    }
}
