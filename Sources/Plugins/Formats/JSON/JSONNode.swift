public import SkillSplitHost

/// A value in a JSON file and where it stands.
public struct JSONNode: Sendable {
    private let tape: JSONTape
    private let position: Int

    init(_ tape: JSONTape, at position: Int = 0) {
        self.tape = tape
        self.position = position
    }

    private var entry: JSONTape.Entry { tape.entries[position] }

    /// The bytes of the value.
    public var range: ByteRange { ByteRange(Int(entry.start), Int(entry.end)) }

    /// The bytes of the member's key with its quotes; `nil` in an array and at the root.
    public var keyRange: ByteRange? {
        entry.key.isEmpty ? nil : ByteRange(Int(entry.key.lowerBound), Int(entry.key.upperBound))
    }

    /// The decoded key; `nil` in an array and at the root.
    public var key: String? { entry.key.isEmpty ? nil : tape.string(in: entry.key) }

    public var isObject: Bool { entry.kind == .object }

    public var isArray: Bool { entry.kind == .array }

    /// The decoded text of a string; `nil` for other values.
    public var string: String? { entry.kind == .string ? tape.string(in: entry.start..<entry.end) : nil }

    /// The members of an object or the elements of an array, in the order of the file; empty for other values.
    public var children: [JSONNode] { tape.children(of: position).map { JSONNode(tape, at: $0) } }

    /// The decoded value with all that it holds.
    ///
    /// An integer outside of Int64 becomes a double, a lone surrogate U+FFFD. Of duplicate keys all stay, in order.
    public var value: MetadataValue { tape.value(at: position) }

    /// The member called `key`: of several the last, as readers of JSON take it.
    public subscript(key: String) -> JSONNode? {
        guard isObject else { return nil }
        return children.last { $0.key == key }
    }
}
