import SkillSplitHost
import Testing

extension LibraryConformance {
    /// Every byte comes back, whole and by section, from this session and from one that only reads.
    func checkContent() async throws {
        let library = try makeLibrary()
        var records: [(name: String, record: Record)] = []
        for (index, content) in HostileContent.contents.enumerated() {
            records.append((content.name, try .make(path: DocumentPath("c/\(index).md"), bytes: content.bytes)))
        }
        for path in HostileContent.paths {
            records.append((path.name, try .make(path: DocumentPath(path.bytes), bytes: Array("# A\n".utf8))))
        }
        let session = try await open(library)
        _ = try await session.write(records.map(\.record))
        for (name, record) in records { try await expect(session, toHold: record, name) }
        try await session.commit()
        try await session.finish()

        let reader = try await open(library, for: .read)
        for (name, record) in records { try await expect(reader, toHold: record, name) }
        #expect(try await reader.file(at: DocumentPath("c/absent.md")) == nil)
        #expect(try await reader.sections(of: DocumentPath("c/absent.md")).isEmpty)
        #expect(try await reader.section(SectionID(rawValue: "no such id")) == nil)
        try await reader.finish()
    }

    /// What is known of a file beside its bytes comes back too.
    func checkFacts() async throws {
        let component = Component(kind: .skill, root: try DocumentPath("c/skills/tidy"))
        let metadata = Metadata(
            name: "tidy",
            description: "Tidies \"up\".\nOver two lines.",
            fields: [
                MetadataField("zeta", .array([.integer(1), .number(0.5), .null, .bool(true)])),
                MetadataField("alpha", .object([MetadataField("é\u{1}", .string("🧭"))])),
            ]
        )
        let findings = [
            Diagnostic("test/one", .note, "all of it"),
            Diagnostic("test/two", .error, "two bytes", remedy: "Take them out.", range: ByteRange(3, 5)),
        ]
        let record = try Record.make(
            "c/skills/tidy/SKILL.md",
            "# Tidy\n## Up\n",
            kind: .skill,
            permissions: 0o755,
            metadata: metadata,
            component: component,
            diagnostics: findings
        )
        let link = try Record.makeLink("c/skills/link", to: "tidy")
        let session = try await open(holding: [record, link])
        try await expect(session, toHold: record, "facts")
        try await expect(session, toHold: link, "link")
        #expect(try await session.diagnostics(of: record.path) == findings)

        let kindOnly = try Record.make("c/skills/tidy/SKILL.md", "# Tidy\n## Up\n", kind: .command)
        #expect(try await session.write([kindOnly]).outcomes == [.updated], "another kind is a change")
        try await session.commit()
        try await expect(session, toHold: kindOnly, "facts that changed")
        #expect(try await session.diagnostics(of: record.path).isEmpty)
        try await session.finish()
    }

    private func expect(_ session: Sink.Session, toHold record: Record, _ name: String) async throws {
        guard let file = try await session.file(at: record.path) else {
            Issue.record("\(name): the library does not hold \(record.path)")
            return
        }
        #expect(file.path == record.path, "\(name)")
        #expect(file.kind == record.kind, "\(name)")
        #expect(file.component == record.component, "\(name)")
        #expect(file.name == record.document.metadata.name, "\(name)")
        #expect(file.description == record.document.metadata.description, "\(name)")
        #expect(file.metadata == MetadataValue.object(record.document.metadata.fields).json, "\(name)")
        #expect(file.hash == record.hash, "\(name)")
        #expect(file.size == record.document.source.count, "\(name)")
        #expect(file.permissions == record.permissions, "\(name)")
        #expect(file.linkTarget == record.linkTarget, "\(name)")
        #expect(file.parser == record.parser, "\(name)")
        #expect(file.sectionCount == record.document.sections.count, "\(name)")
        let content = try await session.content(of: record.path, positions: nil)
        #expect(content == record.document.source.bytes, "\(name): other bytes came back")
        try await expectSections(session, of: record, file: file, name)
    }

    private func expectSections(_ session: Sink.Session, of record: Record, file: StoredFile, _ name: String)
        async throws
    {
        let sections = try await session.sections(of: record.path)
        let document = record.document
        #expect(sections.count == document.sections.count, "\(name)")
        #expect(Set(sections.map(\.id)).count == sections.count, "\(name): ids are unique")
        guard sections.count == document.sections.count else { return }
        for (position, stored) in sections.enumerated() {
            #expect(stored == StoredSection(of: record, at: position, id: stored.id), "\(name): section \(position)")
        }
        // Some of many, so that a thousand sections do not cost a thousand look-ups.
        for position in stride(from: 0, to: sections.count, by: max(1, sections.count / 8)) {
            let content = try await session.content(of: record.path, positions: position...position)
            #expect(content == Array(document.ownBytes(at: position)), "\(name): section \(position)")
            let rest = try await session.content(of: record.path, positions: position...(sections.count - 1))
            #expect(rest == Array(document.source.bytes[document.sections[position].range.lowerBound...]), "\(name)")
            let found = try await session.section(sections[position].id)
            #expect(found?.section == sections[position] && found?.file == file, "\(name): section \(position) by id")
        }
    }
}
