import SkillSplitHost

extension JSONTape {
    /// A `json/duplicate-key` for each key that an object holds a second time, at most ``JSONDocument/findingLimit``.
    func duplicateKeys() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for position in entries.indices where entries[position].kind == .object {
            let members = children(of: position)
            guard members.count > 1 else { continue }
            var seen: Set<String> = []
            for child in members where !seen.insert(string(in: entries[child].key)).inserted {
                let key = entries[child].key
                found.append(
                    Diagnostic(
                        "json/duplicate-key",
                        .warning,
                        "the object has the key '\(SectionTitle.line(string(in: key)))' twice; readers take the last one",
                        remedy: "Keep one of the members.",
                        range: ByteRange(Int(key.lowerBound), Int(key.upperBound))
                    )
                )
                if found.count == JSONDocument.findingLimit { return found }
            }
        }
        return found
    }
}
