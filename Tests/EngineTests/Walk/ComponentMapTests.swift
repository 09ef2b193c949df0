import SkillSplitEngine
import SkillSplitHost
import Testing

struct ComponentMapTests {
    private static let markers: [(kind: ComponentKind, marker: ComponentMarker)] = [
        (.skill, ComponentMarker("SKILL.md")),
        (.plugin, ComponentMarker(".claude-plugin/plugin.json", levelsUp: 1)),
        (.hook, ComponentMarker("hooks/hooks.json")),
    ]

    private func components(_ paths: [String]) throws -> [String] {
        let stamp = FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0, mode: 0)
        let entries = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
            WalkEntry(relativePath: Array($0.utf8), kind: .file, stamp: stamp)
        }
        let map = ComponentMap(markers: Self.markers, entries: entries, collection: try DocumentPath("c"))
        return zip(entries, map.components).map { entry, component in
            let path = String(decoding: entry.relativePath, as: UTF8.self)
            return "\(path): \(component.map { "\($0.kind.rawValue) \($0.root)" } ?? "-")"
        }
    }

    @Test func givesAFileItsInnermostComponent() throws {
        #expect(
            try components([
                "README.md", "p/.claude-plugin/plugin.json", "p/README.md", "p/hooks/hooks.json", "p/hooks/run.sh",
                "p/skills/a/SKILL.md", "p/skills/a/scripts/x.py", "p/skills/ab.md", "q/x.md",
            ]) == [
                "README.md: -", "p/.claude-plugin/plugin.json: plugin c/p", "p/README.md: plugin c/p",
                "p/hooks/hooks.json: hook c/p/hooks", "p/hooks/run.sh: hook c/p/hooks",
                "p/skills/a/SKILL.md: skill c/p/skills/a", "p/skills/a/scripts/x.py: skill c/p/skills/a",
                "p/skills/ab.md: plugin c/p", "q/x.md: -",
            ]
        )
    }

    @Test func marksTheRoot() throws {
        #expect(
            try components(["SKILL.md", "a/b.md", "x.md"]) == ["SKILL.md: skill c", "a/b.md: skill c", "x.md: skill c"]
        )
        #expect(
            try components([".claude-plugin/plugin.json", "a"]) == [
                ".claude-plugin/plugin.json: plugin c", "a: plugin c",
            ]
        )
    }

    @Test func prefersTheLastOfSeveralMarkersOfAFolder() throws {
        #expect(
            try components(["s/.claude-plugin/plugin.json", "s/SKILL.md"]) == [
                "s/.claude-plugin/plugin.json: plugin c/s", "s/SKILL.md: plugin c/s",
            ]
        )
    }

    @Test func comparesWholeSegments() throws {
        #expect(
            try components(["a/MY-SKILL.md", "b/x.claude-plugin/plugin.json", "plugin.json"]).allSatisfy {
                $0.hasSuffix("-")
            }
        )
    }

    @Test func findsTheWayBackUp() throws {
        #expect(
            try components(["a/SKILL.md", "a/b/c/SKILL.md", "a/b/c/d/e", "a/b/x", "a/z", "ab/y"]) == [
                "a/SKILL.md: skill c/a", "a/b/c/SKILL.md: skill c/a/b/c", "a/b/c/d/e: skill c/a/b/c",
                "a/b/x: skill c/a",
                "a/z: skill c/a", "ab/y: -",
            ]
        )
    }
}
