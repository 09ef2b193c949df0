#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes that a scan reads.
///
/// Reading at or after the end gives a newline, so that the end of the text ends a line and no caller needs a bounds
/// check. The scanners are generic over it so that a test can count what they read.
protocol ByteText {
    var end: Int { get }
    subscript(offset: Int) -> UInt8 { get }
    /// The first place of `byte` at or after `offset`, or ``end``.
    func firstIndex(of byte: UInt8, from offset: Int) -> Int
    /// The bytes in `range`, which must not reach beyond ``end``, as text; what is not UTF-8 becomes U+FFFD.
    func string(_ range: Range<Int>) -> String
}

/// Bytes that outlive the scan.
struct UnsafeByteText: ByteText {
    private let base: UnsafePointer<UInt8>
    let end: Int

    /// The bytes of `buffer`, or `nil` where it has none.
    init?(_ buffer: UnsafeBufferPointer<UInt8>) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return nil }
        self.base = base
        end = buffer.count
    }

    /// The bytes in `range` as a text of its own, in which places start from 0.
    func part(_ range: Range<Int>) -> UnsafeByteText {
        let range = range.clamped(to: 0..<end)
        return UnsafeByteText(base: base + range.lowerBound, end: range.count)
    }

    private init(base: UnsafePointer<UInt8>, end: Int) {
        self.base = base
        self.end = end
    }

    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        offset < end ? base[offset] : UInt8(ascii: "\n")
    }

    @inline(__always)
    func firstIndex(of byte: UInt8, from offset: Int) -> Int {
        guard offset < end, let found = memchr(base + offset, Int32(byte), end - offset) else { return end }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    func string(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<end)
        return String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }
}

extension ByteText {
    /// The first place at or after `offset` that holds neither a space nor a tab.
    @inline(__always)
    func skipBlanks(from offset: Int) -> Int {
        var offset = offset
        while self[offset] == UInt8(ascii: " ") || self[offset] == UInt8(ascii: "\t") { offset += 1 }
        return offset
    }

    /// The first place at or after `offset` that does not hold `byte`, which is no newline.
    @inline(__always)
    func skip(_ byte: UInt8, from offset: Int) -> Int {
        var offset = offset
        while self[offset] == byte { offset += 1 }
        return offset
    }

    /// Whether a line ends at `offset`.
    @inline(__always)
    func isLineEnd(_ offset: Int) -> Bool {
        self[offset] == UInt8(ascii: "\n") || self[offset] == UInt8(ascii: "\r")
    }

    /// Whether a space, a tab or the end of a line stands at `offset`, as must be after most marks.
    @inline(__always)
    func isBlankOrLineEnd(_ offset: Int) -> Bool {
        self[offset].isBlank || isLineEnd(offset)
    }

    /// Whether `word`, in lower case, stands at `offset` in any case.
    func hasWord(_ word: StaticString, at offset: Int) -> Bool {
        word.withUTF8Buffer { word in
            for (index, letter) in word.enumerated() where self[offset + index].lowercasedASCII != letter {
                return false
            }
            return true
        }
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: range.lazy.map { self[$0] }, as: UTF8.self)
    }

    /// The bytes from `start` to `end`, ASCII letters in lower case.
    func lowercased(from start: Int, to end: Int) -> String {
        String(decoding: (start..<end).lazy.map { self[$0].lowercasedASCII }, as: UTF8.self)
    }
}
