import Foundation
import SkillSplitHTML
import SkillSplitHost
import SkillSplitTesting

/// A site in a folder of its own, for tests.
struct SiteFixture {
    let folder: TemporaryFolder
    let path: String
    private let options: OptionValues

    init(_ options: OptionValues = [:]) throws {
        folder = try TemporaryFolder()
        path = folder.unusedPath()
        self.options = options
    }

    func sink() throws -> HTMLSink {
        var values = options
        return try HTMLSink(location: path, options: HTMLOptions(&values))
    }

    /// Writes `records` in one run, as an export of a whole library does.
    @discardableResult
    func publish(_ records: [Record], isComplete: Bool = true) async throws -> [WriteOutcome] {
        let session = try await sink().open(SinkContext(purpose: .write))
        let outcomes = try await session.write(records).outcomes
        try await session.commit()
        if isComplete { _ = await session.complete(.all, except: []) }
        try await session.finish()
        return outcomes
    }

    func read(_ file: String) throws -> String {
        try String(decoding: bytes(file), as: UTF8.self)
    }

    func bytes(_ file: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)")))
    }

    func exists(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(path)/\(file)")
    }

    /// The files, by path below the site's folder.
    func files() throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: path)
        var isFolder: ObjCBool = false
        return all.filter { file in
            FileManager.default.fileExists(atPath: "\(path)/\(file)", isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    func contents() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for file in try files() { contents[file] = try bytes(file) }
        return contents
    }

    /// The number that the file system gave each file when it was written.
    func identities() throws -> [String: UInt64] {
        var identities: [String: UInt64] = [:]
        for file in try files() {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
            identities[file] = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
        }
        return identities
    }
}

/// A library of some components for tests of sites.
enum SiteSample {
    static func records() throws -> [Record] {
        let skill = Component(kind: .skill, root: try DocumentPath("tools/skills/pdf"))
        return try [
            .make(
                "tools/README.md",
                "# Tools\n\nSee [the skill](skills/pdf/SKILL.md#usage) and [nothing](gone.md).\n\n## About\n\nText.\n"
            ),
            .make("tools/agents/reviewer.md", "# Reviewer\n\nReads code with care.\n", kind: .agent),
            .make(
                "tools/skills/pdf/SKILL.md",
                "# PDF\n\nWorks on documents.\n\n## Usage\n\nCall `extract`. See [more](references/forms.md).\n",
                kind: .skill,
                metadata: Metadata(name: "pdf", description: "Reads and fills forms."),
                component: skill
            ),
            .make("tools/skills/pdf/references/forms.md", "# Forms\n\nBack to [it](../SKILL.md).\n", component: skill),
            .make(
                "tools/skills/pdf/scripts/extract.py",
                "import sys\n\n# words\nprint('x')\n",
                kind: .script,
                component: skill
            ),
            .make("writing/notes.md", "# Notes\n\n- one\n- two\n"),
        ]
    }
}
