import Crypto
import SkillSplitHost

/// A 128-bit fingerprint of texts and numbers: the first half of a SHA-256, since ingested files may be made to collide.
struct Fingerprint {
    private var bytes: [UInt8] = []

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: UInt128) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// No text holds the byte 0xFF or 0xFE, so they end one without doubt.
    mutating func add(_ text: String?) {
        guard var text else { return bytes.append(0xFE) }
        text.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(0xFF)
    }

    mutating func add(_ data: [UInt8]?) {
        add(data?.count ?? -1)
        bytes.append(contentsOf: data ?? [])
    }

    /// The fingerprint of what was added; the next one starts with nothing, in the same memory.
    mutating func finish() -> UInt128 {
        defer { bytes.removeAll(keepingCapacity: true) }
        var digest = SHA256()
        bytes.withUnsafeBytes { digest.update(bufferPointer: $0) }
        return digest.finalize().withUnsafeBytes { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
    }
}

// MARK: What the library fingerprints

extension Fingerprint {
    /// What makes two texts one row: their content and everything else that is stored with it.
    ///
    /// - Parameters:
    ///   - section: The section; its range and depth do not count.
    ///   - hash: Of its own bytes.
    ///   - metadata: Of the file, where the section is its first; the name and the description are found with it.
    /// - Returns: The key of the text.
    mutating func text(_ section: Section, hash: SectionHash, metadata: Metadata?) -> UInt128 {
        add(hash.value)
        add(section.headingLevel ?? 0)
        add(section.kind.rawValue)
        add(section.title)
        add(metadata?.name)
        add(metadata?.description)
        return finish()
    }

    /// What makes the sections of two files the same rows: equal texts at equal depths.
    ///
    /// - Parameters:
    ///   - sections: Only the lengths of their ranges count.
    ///   - hash: Of the whole file.
    ///   - metadata: Its name and description count.
    /// - Returns: The key of the document.
    mutating func document(_ sections: [Section], hash: ContentHash, metadata: Metadata) -> UInt128 {
        add(hash.bytes)
        add(metadata.name)
        add(metadata.description)
        for section in sections {
            add(section.kind.rawValue)
            add(section.title)
            add(section.headingLevel ?? 0)
            add(section.depth)
            add(section.range.count)
        }
        return finish()
    }

    /// A checksum over all that is stored of a file, for a check to compare.
    mutating func file(
        _ row: FileRow,
        path: [UInt8],
        parser: ParserIdentity,
        document: UInt128,
        diagnostics: [Diagnostic]
    ) -> UInt128 {
        add(document)
        add(path)
        add(row.kind)
        add(row.component?.kind.rawValue)
        add(row.component?.root.bytes)
        add(row.metadata)
        add(row.permissions)
        add(row.linkTarget)
        add(parser.id)
        add(parser.version)
        add(parser.options)
        for diagnostic in diagnostics {
            add(diagnostic.rule)
            add(diagnostic.severity.rawValue)
            add(diagnostic.summary)
            add(diagnostic.remedy)
            add(diagnostic.range?.lowerBound ?? -1)
            add(diagnostic.range?.upperBound ?? -1)
        }
        return finish()
    }
}
