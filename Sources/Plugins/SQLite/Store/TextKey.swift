import Crypto
import SkillSplitHost

/// What makes two texts one row: their content and everything else that is stored with it.
struct TextKey {
    private var scratch: [UInt8] = []

    /// The key of a section of `document`: the first 16 bytes of a SHA-256, since a collision would replace one text
    /// by another, and ingested files may be made to collide.
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - hash: Of its own bytes.
    ///   - metadata: Of the file, where the section is its first; the name and the description are found with it.
    /// - Returns: The key.
    mutating func callAsFunction(_ section: Section, hash: SectionHash, metadata: Metadata?) -> UInt128 {
        scratch.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: hash.value.bigEndian) { scratch.append(contentsOf: $0) }
        scratch.append(UInt8(clamping: section.headingLevel ?? 0))
        append(section.kind.rawValue)
        append(section.title)
        append(metadata?.name)
        append(metadata?.description)
        var digest = SHA256()
        scratch.withUnsafeBytes { digest.update(bufferPointer: $0) }
        return digest.finalize().withUnsafeBytes { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
    }

    /// No text holds the byte 0xFF or 0xFE, so they end one without doubt.
    private mutating func append(_ text: String?) {
        guard var text else { return scratch.append(0xFE) }
        text.withUTF8 { scratch.append(contentsOf: $0) }
        scratch.append(0xFF)
    }
}
