/// Bytes of HTML under construction.
struct HTMLBuffer {
    var bytes: [UInt8] = []

    /// Appends markup as it is.
    mutating func raw(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends markup that was made by this module.
    mutating func raw(_ markup: some Sequence<UInt8>) {
        bytes.append(contentsOf: markup)
    }

    /// Appends a number.
    mutating func number(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Appends text: markup is escaped, what would not be seen is shown.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { HTMLText.escape($0, into: &bytes) }
    }

    /// Appends bytes as text, as ``text(_:)-(String)``; what is not UTF-8 becomes U+FFFD.
    mutating func text(_ source: ArraySlice<UInt8>) {
        source.withUnsafeBufferPointer { text($0) }
    }

    mutating func text(_ source: UnsafeBufferPointer<UInt8>) {
        HTMLText.escape(source, into: &bytes)
    }

    /// Appends the value of an attribute, to stand between double quotes; what would not be seen is named.
    mutating func attribute(_ value: String) {
        var value = value
        value.withUTF8 { HTMLText.escape($0, into: &bytes, marking: .plain) }
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }
}
