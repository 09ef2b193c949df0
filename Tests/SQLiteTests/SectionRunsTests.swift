import Testing

@testable import SkillSplitSQLite

@Suite struct SectionRunsTests {
    @Test(arguments: [[], [1], [1, 2, 3], [5, 6, 1, 2, 9], [3, 2, 1], [7, 9, 8]] as [[Int64]])
    func keepsTheOrderOfIDs(_ ids: [Int64]) {
        let runs = SectionRuns(ids)
        #expect(Array(runs.ids) == ids)
        #expect(read(runs.json) == runs)
        for (position, id) in ids.enumerated() {
            #expect(runs.position(of: id) == position)
            let slice = runs.slice(position...(ids.count - 1)).flatMap { Array($0) }
            #expect(slice == Array(ids[position...]))
            #expect(runs.slice(position...position) == [id...id])
        }
        #expect(runs.position(of: 100) == nil)
    }

    @Test func writesIDsThatFollowEachOtherAsOnePair() {
        #expect(SectionRuns([1, 2, 3, 57]).json == "[[1,3],[57,57]]")
        #expect(SectionRuns([]).json == "[]")
    }

    @Test(arguments: ["", "[", "x", "[[9,1]]", "[[1", "[[99999999999999999999999,1]]", "[[1,2],[3"])
    func readsWhatItCanOfDamagedText(_ text: String) {
        #expect(read(text).runs.count <= 1)
    }

    private func read(_ text: String) -> SectionRuns {
        Array(text.utf8).withUnsafeBufferPointer { SectionRuns(json: $0) }
    }
}
