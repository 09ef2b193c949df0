extension UInt8 {
    @inline(__always)
    var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// A space or a tab.
    @inline(__always)
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    /// A space, a tab, a vertical tab or a form feed.
    @inline(__always)
    var isWhitespaceInLine: Bool { isBlank || self == 0x0B || self == 0x0C }

    /// A character that a backslash escapes.
    @inline(__always)
    var isASCIIPunctuation: Bool {
        switch self {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    @inline(__always)
    var lowercasedASCII: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
