/// Characters that a reader does not see but a model reads: they can carry instructions, or reorder what is shown.
enum HiddenCharacter {
    /// Whether a hidden character may start with `byte`, the first of a UTF-8 sequence.
    static func mayStart(with byte: UInt8) -> Bool {
        switch byte {
        case 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3: true
        default: byte < 0xC2 || byte > 0xF4
        }
    }

    /// Whether `scalar`, at `index` of `source`, has to be shown.
    ///
    /// Joiners and variation selectors have a use between letters that are not ASCII; alone they hide data.
    static func isHidden(
        _ scalar: UInt32,
        at index: Int,
        length: Int,
        in source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        switch scalar {
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        // Tag characters and the supplementary variation selectors.
        case 0xE0000...0xE0FFF: true
        case 0x200C, 0x200D:
            index == 0 || source[index - 1] < 0x80 || index + length >= source.count || source[index + length] < 0x80
        case 0xFE00...0xFE0F: !mayVary(before: index, in: source)
        default: false
        }
    }

    /// Appends what stands for `scalar`.
    static func append(_ scalar: UInt32, to output: inout [UInt8], marking: HTMLText.Marking) {
        let digits = String(scalar, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch marking {
        case .element: output.append(contentsOf: "<mark class=\"hidden\">\(code)</mark>".utf8)
        case .plain: output.append(contentsOf: "[\(code)]".utf8)
        }
    }

    /// Whether the character that ends before `index` is one that a variation selector may follow.
    private static func mayVary(before index: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index > 0 else { return false }
        switch source[index - 1] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "#"), UInt8(ascii: "*"): return true
        case 0x00...0x7F: return false
        default:
            // Not after another variation selector: EF B8 80 ... EF B8 8F.
            return !(index >= 3 && source[index - 3] == 0xEF && source[index - 2] == 0xB8 && source[index - 1] <= 0x8F)
        }
    }
}
