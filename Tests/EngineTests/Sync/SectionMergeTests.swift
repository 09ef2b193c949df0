import SkillSplitHost
import Testing

@testable import SkillSplitEngine

struct SectionMergeTests {
    private func merge(_ base: String, _ local: String, _ remote: String) -> String? {
        func hashes(_ text: String) -> [SectionHash] { text.utf8.map { SectionHash(UInt128($0)) } }
        let (here, there) = (Array(local), Array(remote))
        return SectionMerge.merge(base: hashes(base), local: hashes(local), remote: hashes(remote)).map { pieces in
            String(
                pieces.map { piece in
                    switch piece {
                    case .local(let position): here[position]
                    case .remote(let position): there[position]
                    }
                }
            )
        }
    }

    @Test(arguments: [
        ("abc", "abc", "abc", "abc"), ("abc", "aXc", "abc", "aXc"), ("abc", "abc", "aXc", "aXc"),
        ("abcde", "aXcde", "abcYe", "aXcYe"), ("ab", "Xab", "abY", "XabY"), ("abc", "ac", "abcY", "acY"),
        ("abc", "aXc", "aXc", "aXc"), ("ab", "Xb", "aY", "XY"), ("", "a", "", "a"), ("a", "", "a", ""),
        ("abc", "abXc", "bc", "bXc"),
    ])
    func takesWhatEachSideChanged(_ base: String, _ local: String, _ remote: String, _ merged: String) {
        #expect(merge(base, local, remote) == merged)
    }

    @Test(arguments: [("abc", "aXc", "aYc"), ("ab", "aXb", "aYb"), ("", "a", "b"), ("abc", "ac", "aXc")])
    func leavesWhatBothChanged(_ base: String, _ local: String, _ remote: String) {
        #expect(merge(base, local, remote) == nil)
    }
}
