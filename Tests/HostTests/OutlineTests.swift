import SkillSplitHost
import Testing

@Suite struct OutlineTests {
    /// Makes an outline of headings of one line each.
    private func outline(_ headings: [(title: String, depth: Int)], newline: String = "\n") throws -> Outline {
        var text = ""
        var sections: [Section] = []
        for heading in headings {
            let start = text.utf8.count
            text += "\(heading.title)\(newline)\(newline)"
            sections.append(
                Section(
                    kind: .heading,
                    title: heading.title,
                    depth: heading.depth,
                    range: ByteRange(start, text.utf8.count)
                )
            )
        }
        return Outline(of: try Document(source: SourceBuffer(text), sections: sections))
    }

    @Test func addressesAreSlugsFromTheTopDown() throws {
        let outline = try outline([("Intro", 1), ("How it works", 2), ("Step 1!", 3), ("Other", 1)])
        #expect(
            outline.entries.map(\.address) == [
                "intro", "intro/how-it-works", "intro/how-it-works/step-1", "other",
            ]
        )
        #expect(outline.entries.map(\.parent) == [nil, 0, 1, nil])
    }

    @Test func equalTitlesBelowOneParentAreNumbered() throws {
        let outline = try outline([
            ("A", 1), ("Note", 2), ("Note", 2), ("B", 1), ("Note", 2), ("Note-2", 2), ("Note", 2),
        ])
        #expect(
            outline.entries.map(\.address) == [
                "a", "a/note", "a/note-2", "b", "b/note", "b/note-2", "b/note-3",
            ]
        )
    }

    @Test func aSkippedLevelStillHasItsNearestParent() throws {
        let outline = try outline([("A", 1), ("C", 3), ("B", 2)])
        #expect(outline.entries.map(\.parent) == [nil, 0, 0])
    }

    @Test func titlesWithoutLettersAreCalledByTheirKind() throws {
        let outline = try outline([("***", 1), ("技能", 1), ("Über Café", 1)])
        #expect(outline.entries.map(\.address) == ["heading", "技能", "über-café"])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesAreCountedFromOneForEveryLineEnding(newline: String) throws {
        let outline = try outline([("A", 1), ("B", 1), ("C", 1)], newline: newline)
        #expect(outline.entries.map(\.lines) == [1...2, 3...4, 5...6])
    }

    @Test func aHundredThousandEqualTitlesStayUnique() throws {
        let count = 100_000
        let outline = try outline((0..<count).map { _ in ("Same", 1) })
        #expect(outline.entries.last?.address == "same-\(count)")
        #expect(Set(outline.entries.map(\.address)).count == count)
    }
}
