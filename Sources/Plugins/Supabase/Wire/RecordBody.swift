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
        case .revision(let revision):
            json.raw("\"expected\":")
            json.string(revision)
        case .fingerprint(let fingerprint):
            json.raw("\"seen\":")
            json.hex(fingerprint.map { SectionHash($0.value).bytes })
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
        let digest = SHA256.hash(data: facts(of: record, content: false))
        return Hexadecimal.text(digest.prefix(16))
    }

    init(_ record: Record, revision: String, seed: String) {
        path = record.path
        self.revision = revision
        var json = JSONBytes()
        json.raw("\"seed\":")
        json.string(seed)
        json.raw(",\"revision\":")
        json.string(revision)
        json.raw(",\"parser\":")
        json.string(record.parser.id)
        json.raw(",\"parser_version\":")
        json.integer(record.parser.version)
        json.raw(",\"parser_options\":")
        json.string(record.parser.options)
        json.raw(",")
        json.raw(Self.facts(of: record, content: true))
        members = json.bytes
    }

    /// The whole object, for a writer that last saw `expectation`.
    func write(expecting expectation: Expectation, to json: inout JSONBytes) {
        json.raw("{")
        expectation.write(to: &json)
        json.raw(",")
        json.raw(members)
        json.raw("}")
    }

    private static func facts(of record: Record, content: Bool) -> [UInt8] {
        var json = JSONBytes()
        json.raw("\"path\":")
        json.hex(record.path.bytes)
        json.raw(",\"kind\":")
        json.string(record.kind.rawValue)
        json.raw(",\"component_kind\":")
        json.string(record.component?.kind.rawValue)
        json.raw(",\"component_root\":")
        json.hex(record.component?.root.bytes)
        json.raw(",\"name\":")
        json.string(record.document.metadata.name)
        json.raw(",\"description\":")
        json.string(record.document.metadata.description)
        json.raw(",\"metadata\":")
        json.string(MetadataValue.object(record.document.metadata.fields).json)
        json.raw(",\"hash\":")
        json.hex(record.hash.bytes)
        json.raw(",\"size\":")
        json.integer(record.document.source.count)
        json.raw(",\"permissions\":")
        json.integer(Int(record.permissions))
        json.raw(",\"link\":")
        json.hex(record.linkTarget)
        json.raw(",\"diagnostics\":[")
        for (index, diagnostic) in record.diagnostics.enumerated() {
            if index > 0 { json.raw(",") }
            write(diagnostic, to: &json)
        }
        json.raw("],\"sections\":[")
        for position in record.document.sections.indices {
            if position > 0 { json.raw(",") }
            write(position, of: record, content: content, to: &json)
        }
        json.raw("]")
        return json.bytes
    }

    private static func write(_ diagnostic: Diagnostic, to json: inout JSONBytes) {
        json.raw("{\"rule\":")
        json.string(diagnostic.rule)
        json.raw(",\"severity\":")
        json.string(diagnostic.severity.rawValue)
        json.raw(",\"summary\":")
        json.string(diagnostic.summary)
        json.raw(",\"remedy\":")
        json.string(diagnostic.remedy)
        json.raw(",\"from\":")
        json.integer(diagnostic.range?.lowerBound)
        json.raw(",\"to\":")
        json.integer(diagnostic.range?.upperBound)
        json.raw("}")
    }

    private static func write(_ position: Int, of record: Record, content: Bool, to json: inout JSONBytes) {
        let section = record.document.sections[position]
        let place = record.outline.entries[position]
        json.raw("{\"kind\":")
        json.string(section.kind.rawValue)
        json.raw(",\"title\":")
        json.string(section.title)
        json.raw(",\"depth\":")
        json.integer(section.depth)
        json.raw(",\"level\":")
        json.integer(section.headingLevel)
        json.raw(",\"parent\":")
        json.integer(place.parent)
        json.raw(",\"address\":")
        json.string(place.address)
        json.raw(",\"from\":")
        json.integer(section.range.lowerBound)
        json.raw(",\"to\":")
        json.integer(section.range.upperBound)
        json.raw(",\"first\":")
        json.integer(place.lines.lowerBound)
        json.raw(",\"last\":")
        json.integer(place.lines.upperBound)
        json.raw(",\"hash\":")
        json.hex(record.sectionHashes[position].bytes)
        if position == 0 {
            json.raw(",\"name\":")
            json.string(record.document.metadata.name)
            json.raw(",\"description\":")
            json.string(record.document.metadata.description)
        }
        if content { write(record.document.ownBytes(at: position), to: &json) }
        json.raw("}")
    }

    /// Text as it is, so that the database can search it; bytes that no text may hold as Base64.
    private static func write(_ bytes: ArraySlice<UInt8>, to json: inout JSONBytes) {
        let isText = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
        if isText {
            json.raw(",\"text\":")
            bytes.withUnsafeBufferPointer { json.verbatim(utf8: $0) }
        } else {
            json.raw(",\"bytes\":")
            json.base64(bytes)
        }
    }
}
