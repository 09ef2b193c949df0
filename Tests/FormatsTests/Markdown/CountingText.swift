@testable import SkillSplitFormats

/// A text that counts the bytes that are read from it.
final class CountingText: ByteText {
    let bytes: [UInt8]
    private(set) var reads = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var end: Int { bytes.count }

    subscript(offset: Int) -> UInt8 {
        reads += 1
        return offset < bytes.count ? bytes[offset] : UInt8(ascii: "\n")
    }

    func firstIndex(of byte: UInt8, from offset: Int) -> Int {
        let found = bytes[min(offset, end)...].firstIndex(of: byte) ?? end
        reads += found - min(offset, end) + 1
        return found
    }

    func string(_ range: Range<Int>) -> String {
        reads += range.count
        return String(decoding: bytes[range.clamped(to: 0..<end)], as: UTF8.self)
    }
}
