public import SkillSplitHost

/// A value in a JSON file and where it stands.
public struct JSONNode: Sendable {
    /// The bytes of the value.
    public let range: ByteRange
    /// The bytes of the member's key with its quotes; `nil` in an array and at the root.
    public let keyRange: ByteRange?
    /// The decoded key; `nil` in an array and at the root.
    public let key: String?

    /// The members of an object or the elements of an array, in the order of the file; empty for other values.
    public var children: [JSONNode] { [] }

    /// The decoded value.
    ///
    /// An integer outside of Int64 becomes a double. Of duplicate keys all stay, in order.
    public var value: MetadataValue { .null }

    /// The member called `key`: the last one, as readers of JSON take it.
    public subscript(key: String) -> JSONNode? { nil }

    public var isObject: Bool { false }
    public var isArray: Bool { false }
}
