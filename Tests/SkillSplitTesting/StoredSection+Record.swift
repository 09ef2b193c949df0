package import SkillSplitHost

extension StoredSection {
    /// What a library is to give for the section of `record` at `position`.
    package init(of record: Record, at position: Int, id: SectionID) {
        let section = record.document.sections[position]
        let place = record.outline.entries[position]
        self.init(
            id: id,
            position: position,
            parent: place.parent,
            kind: section.kind,
            title: section.title,
            depth: section.depth,
            headingLevel: section.headingLevel,
            address: place.address,
            range: section.range,
            lines: place.lines,
            hash: record.sectionHashes[position]
        )
    }
}
