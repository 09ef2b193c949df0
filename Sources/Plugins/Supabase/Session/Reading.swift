import SkillSplitHost

extension Answer {
    /// A file, as `skill_split.file_json` writes it; `nil` where a member is missing or malformed.
    var file: StoredFile? {
        guard let path = self["path"].path, let kind = self["kind"].text, let metadata = self["metadata"].text,
            let hash = self["hash"].bytes.flatMap({ ContentHash($0) }), let size = self["size"].integer,
            let permissions = self["permissions"].integer.flatMap({ UInt16(exactly: $0) }),
            let parser = self["parser"].text, let version = self["parser_version"].integer,
            let options = self["parser_options"].text, let count = self["sections"].integer
        else { return nil }
        let root = self["component_root"].path
        return StoredFile(
            path: path,
            kind: ComponentKind(rawValue: kind),
            component: self["component_kind"].text.flatMap { kind in
                root.map { Component(kind: ComponentKind(rawValue: kind), root: $0) }
            },
            name: self["name"].text,
            description: self["description"].text,
            metadata: metadata,
            hash: hash,
            size: size,
            permissions: permissions,
            linkTarget: self["link"].bytes,
            parser: ParserIdentity(id: parser, version: version, options: options),
            sectionCount: count
        )
    }

    /// A section, as `skill_split.section_json` writes it.
    var section: StoredSection? {
        guard let id = self["id"].rawText, let position = self["position"].integer, let kind = self["kind"].text,
            let title = self["title"].text, let depth = self["depth"].integer, let address = self["address"].text,
            let from = self["from"].integer, let to = self["to"].integer, let first = self["first"].integer,
            let last = self["last"].integer, first <= last,
            let hash = self["hash"].bytes.flatMap({ SectionHash($0) })
        else { return nil }
        return StoredSection(
            id: SectionID(rawValue: id),
            position: position,
            parent: self["parent"].integer,
            kind: Section.Kind(rawValue: kind),
            title: title,
            depth: depth,
            headingLevel: self["level"].integer,
            address: address,
            range: ByteRange(from, to),
            lines: first...last,
            hash: hash
        )
    }

    var diagnostic: Diagnostic? {
        guard let rule = self["rule"].text, let severity = self["severity"].text.flatMap(Diagnostic.Severity.init),
            let summary = self["summary"].text
        else { return nil }
        let range = self["from"].integer.flatMap { from in self["to"].integer.map { ByteRange(from, $0) } }
        return Diagnostic(rule, severity, summary, remedy: self["remedy"].text, range: range)
    }

    /// A document path; a library that someone else fills may hold what is none.
    var path: DocumentPath? {
        bytes.flatMap { try? DocumentPath($0) }
    }

    /// Every element read by `read`; `nil` where one cannot be.
    func list<T>(_ read: (Answer) -> T?) -> [T]? {
        guard let elements else { return nil }
        let values = elements.compactMap(read)
        return values.count == elements.count ? values : nil
    }
}

extension FileFilter {
    func write(to json: inout JSONBytes) {
        json.object { json in
            if !kinds.isEmpty {
                json.name("kinds")
                json.array(kinds) { $1.string($0.rawValue) }
            }
            if !collections.isEmpty {
                json.name("collections")
                json.array(collections) { $1.hex(Array($0.utf8)) }
            }
            if let prefix { json.member("prefix", hex: prefix.bytes) }
        }
    }
}
