import SkillSplitHost
import SkillSplitTesting

enum TestRecords {
    /// A skill with a script, and a command.
    static func small() throws -> [Record] {
        let skill = Component(kind: .skill, root: try DocumentPath("lib/skills/tea"))
        return [
            try .make("lib/commands/boil.md", "# Boil\nBoil water.\n", kind: .command),
            try .make(
                "lib/skills/tea/SKILL.md",
                "# Tea\nHow to make tea.\n## Steep\nSteep green tea for two minutes.\n### Longer\nBlack tea longer.\n",
                kind: .skill,
                metadata: Metadata(name: "tea", description: "Makes tea."),
                component: skill
            ),
            try .make("lib/skills/tea/scripts/timer.sh", "sleep 120\n", kind: .script, component: skill),
        ]
    }

    /// Every hostile content, and every hostile path.
    static func hostile() throws -> [Record] {
        var records: [Record] = []
        for (index, content) in HostileContent.contents.enumerated() {
            let path = try DocumentPath("hostile/content/\(index).md")
            records.append(
                try .make(
                    path: path,
                    bytes: content.bytes,
                    kind: .skill,
                    metadata: Metadata(
                        name: String(decoding: content.bytes.prefix(5_000), as: UTF8.self),
                        description: String(decoding: content.bytes.prefix(50_000), as: UTF8.self)
                    )
                )
            )
        }
        for (name, bytes) in HostileContent.paths {
            records.append(try .make(path: DocumentPath(bytes), bytes: Array("# \(name)\ntext".utf8), kind: .command))
        }
        let long = [UInt8](repeating: UInt8(ascii: "\""), count: 4_000)
        records.append(
            try .make(path: DocumentPath("hostile/long/".utf8 + long), bytes: Array("# A\n".utf8), kind: .agent)
        )
        return records
    }
}
