import Crypto
import SkillSplitHost

/// What makes the sections of two files the same rows: equal texts at equal depths.
struct DocumentKey {
    private var scratch: [UInt8] = []

    /// The first 16 bytes of a SHA-256 over the hash of the file and all that a parser made of it.
    mutating func callAsFunction(_ record: Record) -> UInt128 {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: record.hash.bytes)
        append(record.document.metadata.name)
        append(record.document.metadata.description)
        for section in record.document.sections {
            append(section.kind.rawValue)
            append(section.title)
            scratch.append(UInt8(clamping: section.headingLevel ?? 0))
            append(section.depth)
            append(section.range.count)
        }
        var digest = SHA256()
        scratch.withUnsafeBytes { digest.update(bufferPointer: $0) }
        return digest.finalize().withUnsafeBytes { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
    }

    private mutating func append(_ number: Int) {
        withUnsafeBytes(of: number.bigEndian) { scratch.append(contentsOf: $0) }
    }

    /// No text holds the byte 0xFF or 0xFE, so they end one without doubt.
    private mutating func append(_ text: String?) {
        guard var text else { return scratch.append(0xFE) }
        text.withUTF8 { scratch.append(contentsOf: $0) }
        scratch.append(0xFF)
    }
}
