import Foundation
import SkillSplitFormats
import SkillSplitHost
import Testing

/// md4c, with the flags of CommonMark, is the reference for which headings a document has.
@Suite
struct MarkdownOracleTests {
    /// A hundred thousand in a release build: `SKILL_SPLIT_ORACLE_DOCUMENTS=100000 swift test -c release
    /// -Xswiftc -enable-testing --filter MarkdownOracleTests`; other documents with `SKILL_SPLIT_SEED`.
    @Test
    func randomDocumentsHaveTheHeadingsThatMD4CFinds() {
        let count = Environment.number("SKILL_SPLIT_ORACLE_DOCUMENTS") ?? 1_500
        let seed = Environment.number("SKILL_SPLIT_SEED") ?? 377_113_693
        var different = 0
        var moved = 0
        for document in seed..<(seed + count) {
            switch OracleComparison(MarkdownGrammar.document(seed: UInt64(document))) {
            case .same: continue
            case .sameWhenMoved: moved += 1
            case .different(let how):
                different += 1
                if different <= 5 { Issue.record("document \(document): \(how)") }
            }
        }
        print("\(count) random documents from seed \(seed): \(different) differ, \(moved) are misread by md4c")
        #expect(different == 0, "of \(count) documents from seed \(seed)")
    }

    /// Every `.md` file of `examples/library`, or of the folder that `SKILL_SPLIT_CORPUS` names, below its front matter.
    @Test
    func filesHaveTheHeadingsThatMD4CFinds() throws {
        let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../examples/library").standardizedFileURL.path
        let root = Environment.text("SKILL_SPLIT_CORPUS") ?? examples
        let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".md") && FileManager.default.isReadableFile(atPath: "\(root)/\($0)") }
        var headings = 0
        var moved = 0
        for file in files {
            let source = SourceBuffer(Array(try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(file)"))))
            var diagnostics: [Diagnostic] = []
            let start = FrontMatter.read(source, diagnostics: &diagnostics)?.range.upperBound ?? 0
            let text = Array(source.bytes[start...])
            headings += ScannedHeading.all(in: text).count
            switch OracleComparison(text) {
            case .same: continue
            case .sameWhenMoved: moved += 1
            case .different(let how): Issue.record("\(file): \(how)")
            }
        }
        print("\(files.count) files with \(headings) headings, \(moved) are misread by md4c")
        #expect(headings > 0)
    }
}
