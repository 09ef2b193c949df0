import SkillSplitHost

/// A section as tests state it: kind, depth, title and own text.
struct Piece: Equatable, CustomStringConvertible {
    let kind: String
    let depth: Int
    let title: String
    let text: String

    init(_ kind: String, _ depth: Int, _ title: String, _ text: String) {
        self.kind = kind
        self.depth = depth
        self.title = title
        self.text = text
    }

    var description: String { "\n\(kind) \(depth) \(title.debugDescription): \(text.debugDescription)" }
}

/// The sections as pieces; throws where they do not tile the source.
func pieces(_ source: SourceBuffer, _ sections: [Section]) throws -> [Piece] {
    let document = try Document(source: source, sections: sections)
    return document.sections.indices.map { position in
        let section = document.sections[position]
        let text = String(decoding: document.ownBytes(at: position), as: UTF8.self)
        return Piece(section.kind.rawValue, section.depth, section.title, text)
    }
}
