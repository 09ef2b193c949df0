import Foundation
import SkillSplitEngine
import SkillSplitTesting
import Testing

/// Random trees with random ignore files, listed by git and by the walk.
///
/// `SKILL_SPLIT_DIFFERENTIAL_TREES` sets how many, `SKILL_SPLIT_SEED` which.
struct WalkGitDifferentialTests {
    private static var treeCount: Int {
        ProcessInfo.processInfo.environment["SKILL_SPLIT_DIFFERENTIAL_TREES"].flatMap(Int.init) ?? 400
    }

    /// Trees share a repository, since git takes long to start; several, since one may leave everything out.
    private static let treesPerRepository = 20

    @Test func listsWhatGitLists() async throws {
        let seed = SeededGenerator.seed
        var (listedCount, skippedCount) = (0, 0)
        for start in stride(from: 0, to: Self.treeCount, by: Self.treesPerRepository) {
            var random = SeededGenerator(seed: seed &+ UInt64(start))
            let tree = try TestTree()
            try git(["init", "-q", "."], in: tree.path)
            if start / Self.treesPerRepository % 2 == 1 {
                try tree.write(".git/info/exclude", RandomIgnoreFile.make(using: &random))
            }
            let trees = min(Self.treesPerRepository, Self.treeCount - start)
            for index in 0..<trees { try RandomTree.fill(tree, below: "t\(index)", using: &random) }
            let expected = try git(["ls-files", "--others", "--exclude-standard", "-z"], in: tree.path)
                .split(separator: 0).map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }

            var options = WalkOptions()
            options.usesDefaultExcludes = false
            options.excludes = ["/.git", "/.git/"]
            let walk = try await tree.walk(options)
            let found = walk.entries.map(\.relativePath)
            #expect(found == expected, "\(difference(found, expected)) seed \(seed)")
            #expect(walk.failures.isEmpty)
            listedCount += found.count
            skippedCount += walk.skipped.count

            for index in 0..<min(trees, 5) {
                let below = try await TreeWalker(IngestRoot("\(tree.path)/t\(index)"), options: options).walk()
                let prefix = Array("t\(index)/".utf8)
                let part = expected.filter { $0.starts(with: prefix) }.map { Array($0.dropFirst(prefix.count)) }
                // A root that git leaves out as a whole is walked, since it was named.
                if part.isEmpty { continue }
                #expect(below.entries.map(\.relativePath) == part, "root t\(index), seed \(seed)")
            }
        }
        #expect(listedCount > Self.treeCount && skippedCount > Self.treeCount, "the trees say nothing, seed \(seed)")
    }

    private func difference(_ found: [[UInt8]], _ expected: [[UInt8]]) -> String {
        let text = { (paths: Set<[UInt8]>) in
            paths.prefix(5).map { String(decoding: $0, as: UTF8.self).debugDescription }.joined(separator: " ")
        }
        let (one, other) = (Set(found), Set(expected))
        return "only the walk: \(text(one.subtracting(other))); only git: \(text(other.subtracting(one)));"
    }
}

/// Runs git without anyone's configuration.
@discardableResult
func git(_ arguments: [String], in folder: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "HOME": folder, "XDG_CONFIG_HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return data
}

private enum RandomTree {
    private static let names =
        [
            "a", "b", "ab", "abc", "A", "a.md", "b.md", "a.txt", "foo", "bar", "foobar", "x ", " x", "a b", "[a]", "*",
            "a*",
            "a\\b", "#a", "!a", "-", "]", "^", "é", "a-b", "a.b.c", "build", "doc", "1", "9z",
        ].map { Array($0.utf8) } + [[0xFF], Array("a\nb".utf8), [0x61, 0x80]]

    static func fill(_ tree: TestTree, below top: String, using random: inout SeededGenerator) throws {
        var folders = [Array(top.utf8)]
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let name = random.pick(names)
            folders.append(random.pick(folders) + [UInt8(ascii: "/")] + name)
        }
        for folder in folders { try tree.makeFolder(folder) }
        var taken = Set(folders)
        for _ in 0..<Int.random(in: 4...40, using: &random) {
            let path = random.pick(folders) + [UInt8(ascii: "/")] + random.pick(names)
            guard taken.insert(path).inserted else { continue }
            if random.chance(0.1) {
                try tree.link(path, to: random.pick(folders + [Array("nowhere".utf8)]))
            } else {
                try tree.write(path, [])
            }
        }
        for folder in folders where folder == folders[0] || random.chance(0.3) {
            try tree.write(folder + Array("/.gitignore".utf8), Array(RandomIgnoreFile.make(using: &random).utf8))
        }
    }
}

private enum RandomIgnoreFile {
    private static let pieces = [
        "a", "b", "ab", "A", ".md", ".txt", "foo", "bar", "build", "doc", "*", "*", "?", "/", "/", "**", "/**", "**/",
        "/**/",
        "[ab]", "[!a]", "[^b]", "[a-c]", "[c-a]", "[[:alpha:]]", "[[:digit:]z]", "[]a]", "[!]a]", "[a-]", "[-a]",
        "[\\]]",
        "[a/b]", "[[:x]", "[[:nope:]]", "[a", "[[:alpha", "\\", "\\a", "\\*", "\\/", "\\[", " ", "\\ ", "-", ".", "é",
        "#",
        "!", "[a-\\c]", "[[:space:]]", "[[:upper:][:digit:]]", "***",
    ]

    static func make(using random: inout SeededGenerator) -> String {
        var text = random.chance(0.05) ? "\u{FEFF}" : ""
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let line = Self.line(using: &random)
            if isReadDifferentlyByOlderGit(line) { continue }
            text += line + (random.chance(0.1) ? "\r\n" : "\n")
        }
        if random.chance(0.2), !text.isEmpty { text.removeLast() }
        return text
    }

    private static func line(using random: inout SeededGenerator) -> String {
        var line = random.chance(0.25) ? "!" : ""
        if random.chance(0.3) { line += "/" }
        for _ in 0..<Int.random(in: 1...5, using: &random) { line += random.pick(pieces) }
        if random.chance(0.25) { line += "/" }
        if random.chance(0.1) { line += random.pick([" ", "  ", "\\ ", "\\  ", "\t"]) }
        return line
    }

    /// Before 2.5x, git took the `**` of `literal**/x` for a whole segment, against its documentation.
    private static func isReadDifferentlyByOlderGit(_ line: String) -> Bool {
        guard line.contains("/") else { return false }
        let literal = line.prefix { !"*?[\\".contains($0) }
        return line.dropFirst(literal.count).hasPrefix("**") && !literal.isEmpty && !literal.hasSuffix("/")
            && literal != "!"
    }
}
