import SkillSplitHost

/// JSON as it is written to the wire.
///
/// PostgreSQL text holds no U+0000. It travels as U+F0000 `0`, and U+F0000 itself as U+F0000 `1`.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    /// An object with the members that `write` writes.
    static func object(_ write: (inout JSONBytes) -> Void) -> [UInt8] {
        var json = JSONBytes()
        json.object(write)
        return json.bytes
    }

    /// Members that go into an object later.
    static func members(_ write: (inout JSONBytes) -> Void) -> [UInt8] {
        var json = JSONBytes()
        write(&json)
        return json.bytes
    }

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    // MARK: Members of an object

    /// Begins a member, whose value comes next.
    mutating func name(_ name: StaticString) {
        separate()
        raw("\"")
        raw(name)
        raw("\":")
    }

    mutating func member(_ name: StaticString, string text: String?) {
        self.name(name)
        string(text)
    }

    mutating func member(_ name: StaticString, hex value: [UInt8]?) {
        self.name(name)
        hex(value)
    }

    mutating func member(_ name: StaticString, integer value: Int?) {
        self.name(name)
        if let value { integer(value) } else { raw("null") }
    }

    mutating func member(_ name: StaticString, bool value: Bool) {
        self.name(name)
        raw(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, json value: [UInt8]) {
        self.name(name)
        bytes.append(contentsOf: value)
    }

    /// Members that ``members(_:)`` made.
    mutating func add(_ members: [UInt8]) {
        separate()
        bytes.append(contentsOf: members)
    }

    /// A comma where a member stands before.
    private mutating func separate() {
        if let last = bytes.last, last != UInt8(ascii: "{") { raw(",") }
    }

    // MARK: Values

    mutating func object(_ write: (inout JSONBytes) -> Void) {
        raw("{")
        write(&self)
        raw("}")
    }

    mutating func array<T>(_ elements: some Sequence<T>, _ write: (T, inout JSONBytes) -> Void) {
        raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { raw(",") }
            write(element, &self)
        }
        raw("]")
    }

    mutating func string(_ text: String?) {
        guard var text else { return raw("null") }
        text.withUTF8 { string(utf8: $0) }
    }

    /// Valid UTF-8 without U+0000 as a string that the database stores as it stands.
    mutating func verbatim(utf8: UnsafeBufferPointer<UInt8>) {
        string(utf8: utf8, escapesMarkers: false)
    }

    private mutating func string(utf8: UnsafeBufferPointer<UInt8>, escapesMarkers: Bool = true) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for index in utf8.indices {
            let byte = utf8[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xF3 else {
                continue
            }
            if byte == 0xF3, !escapesMarkers || !Self.isMarker(utf8, at: index) { continue }
            bytes.append(contentsOf: utf8[start..<index])
            start = index + 1
            switch byte {
            case UInt8(ascii: "\n"): raw("\\n")
            case UInt8(ascii: "\r"): raw("\\r")
            case UInt8(ascii: "\t"): raw("\\t")
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case 0: bytes.append(contentsOf: Self.marker + [UInt8(ascii: "0")])
            case 0xF3:
                bytes.append(contentsOf: Self.marker + [UInt8(ascii: "1")])
                start = index + Self.marker.count
            default:
                raw("\\u00")
                bytes.append(contentsOf: Hexadecimal.text(CollectionOfOne(byte)).utf8)
            }
        }
        bytes.append(contentsOf: utf8[start...])
        bytes.append(UInt8(ascii: "\""))
    }

    /// Bytes as lower-case hexadecimal digits in a string.
    mutating func hex(_ value: [UInt8]?) {
        guard let value else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: Hexadecimal.text(value).utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func integer(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Bytes as Base64 in a string.
    mutating func base64(_ value: ArraySlice<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        Base64.encode(value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// U+F0000 in UTF-8.
    static let marker: [UInt8] = [0xF3, 0xB0, 0x80, 0x80]

    private static func isMarker(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 3 < utf8.count && utf8[index + 1] == 0xB0 && utf8[index + 2] == 0x80 && utf8[index + 3] == 0x80
    }
}
