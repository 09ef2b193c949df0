import Crypto
import SkillSplitHost

/// What a writer last saw of a file.
enum Expectation: Sendable, Hashable {
    /// `nil` for no file, empty for one that the original wrote.
    case revision(String?)
    /// `nil` for no file.
    case fingerprint(FileFingerprint?)

    func write(to json: inout JSONBytes) {
        switch self {
        case .revision(let revision): json.member("expected", string: revision)
        case .fingerprint(let fingerprint): json.member("seen", hex: fingerprint.map { SectionHash($0.value).bytes })
        }
    }
}

/// A record as the function `skill_split_apply` takes it.
struct RecordBody: Sendable {
    let path: DocumentPath
    /// 32 hexadecimal digits that stand for everything a writer says of the file.
    let revision: String
    /// The members of the JSON object, but for `expected`.
    private let members: [UInt8]

    /// In bytes, on the wire.
    var size: Int { members.count + 100 }

    /// The revision of `record`: it covers content, kind, metadata, mode, sections and findings.
    ///
    /// The parser does not count: two people with different sets of plugins that make the same of a file must not write
    /// it back and forth.
    static func revision(of record: Record) -> String {
        let facts = JSONBytes.members { writeFacts(of: record, content: false, to: &$0) }
        return Hexadecimal.text(SHA256.hash(data: facts).prefix(16))
    }

    init(_ record: Record, revision: String, seed: String) {
        path = record.path
        self.revision = revision
        members = JSONBytes.members { json in
            json.member("seed", string: seed)
            json.member("revision", string: revision)
            json.member("parser", string: record.parser.id)
            json.member("parser_version", integer: record.parser.version)
            json.member("parser_options", string: record.parser.options)
            Self.writeFacts(of: record, content: true, to: &json)
        }
    }

    /// The whole object, for a writer that last saw `expectation`.
    func write(expecting expectation: Expectation, to json: inout JSONBytes) {
        json.object {
            expectation.write(to: &$0)
            $0.add(members)
        }
    }

    private static func writeFacts(of record: Record, content: Bool, to json: inout JSONBytes) {
        let metadata = record.document.metadata
        json.member("path", hex: record.path.bytes)
        json.member("kind", string: record.kind.rawValue)
        json.member("component_kind", string: record.component?.kind.rawValue)
        json.member("component_root", hex: record.component?.root.bytes)
        json.member("name", string: metadata.name)
        json.member("description", string: metadata.description)
        json.member("metadata", string: MetadataValue.object(metadata.fields).json)
        json.member("hash", hex: record.hash.bytes)
        json.member("size", integer: record.document.source.count)
        json.member("permissions", integer: Int(record.permissions))
        json.member("link", hex: record.linkTarget)
        json.name("diagnostics")
        json.array(record.diagnostics) { diagnostic, json in json.object { write(diagnostic, to: &$0) } }
        json.name("sections")
        json.array(record.document.sections.indices) { position, json in
            json.object { write(position, of: record, content: content, to: &$0) }
        }
    }

    private static func write(_ diagnostic: Diagnostic, to json: inout JSONBytes) {
        json.member("rule", string: diagnostic.rule)
        json.member("severity", string: diagnostic.severity.rawValue)
        json.member("summary", string: diagnostic.summary)
        json.member("remedy", string: diagnostic.remedy)
        json.member("from", integer: diagnostic.range?.lowerBound)
        json.member("to", integer: diagnostic.range?.upperBound)
    }

    private static func write(_ position: Int, of record: Record, content: Bool, to json: inout JSONBytes) {
        let section = record.document.sections[position]
        let place = record.outline.entries[position]
        json.member("kind", string: section.kind.rawValue)
        json.member("title", string: section.title)
        json.member("depth", integer: section.depth)
        json.member("level", integer: section.headingLevel)
        json.member("parent", integer: place.parent)
        json.member("address", string: place.address)
        json.member("from", integer: section.range.lowerBound)
        json.member("to", integer: section.range.upperBound)
        json.member("first", integer: place.lines.lowerBound)
        json.member("last", integer: place.lines.upperBound)
        json.member("hash", hex: record.sectionHashes[position].bytes)
        if position == 0 {
            json.member("name", string: record.document.metadata.name)
            json.member("description", string: record.document.metadata.description)
        }
        if content { write(record.document.ownBytes(at: position), to: &json) }
    }

    /// Text as it is, so that the database can search it; bytes that no text may hold as Base64.
    private static func write(_ bytes: ArraySlice<UInt8>, to json: inout JSONBytes) {
        let isText = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
        if isText {
            json.name("text")
            bytes.withUnsafeBufferPointer { json.verbatim(utf8: $0) }
        } else {
            json.name("bytes")
            json.base64(bytes)
        }
    }
}
