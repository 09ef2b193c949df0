import SkillSplitHost

/// `skill-split://PATH`, `skill-split://PATH#ADDRESS`, or `skill://PATH`, each with `?offset=BYTES` before the `#` for
/// what follows a first part.
///
/// Path and address are percent-encoded; slashes may be, as `{path}` of a URI template encodes them.
struct ResourceURI: Sendable, Hashable {
    enum Scheme: String, CaseIterable {
        case section = "skill-split"
        case skill
    }

    private(set) var scheme = Scheme.section
    let path: DocumentPath
    private(set) var address: String?
    var offset = 0

    init(path: DocumentPath) {
        self.path = path
    }

    /// Reads `text`; `nil` for what is no such URI, or names no document path.
    init?(_ text: String) {
        guard let scheme = Scheme.allCases.first(where: { text.hasPrefix("\($0.rawValue)://") }) else { return nil }
        self.scheme = scheme
        var rest = text.dropFirst(scheme.rawValue.utf8.count + 3)
        if let hash = rest.firstIndex(of: "#") {
            guard scheme == .section, let bytes = PercentEncoding.decode(rest[rest.index(after: hash)...]) else {
                return nil
            }
            // An address that a template left empty means the whole file.
            address = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            rest = rest[..<hash]
        }
        if let question = rest.firstIndex(of: "?") {
            let query = rest[rest.index(after: question)...]
            guard query.hasPrefix("offset="), let offset = Int(query.dropFirst(7)), offset >= 0 else { return nil }
            self.offset = offset
            rest = rest[..<question]
        }
        guard let bytes = PercentEncoding.decode(rest), let path = try? DocumentPath(bytes) else { return nil }
        self.path = path
    }

    var text: String {
        let query = offset > 0 ? "?offset=\(offset)" : ""
        let fragment = address.map { "#\(PercentEncoding.encode($0.utf8))" } ?? ""
        return "\(scheme.rawValue)://\(PercentEncoding.encode(path.bytes))\(query)\(fragment)"
    }
}
