import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct SectionPlanTests {
    /// Sections as `address=text`.
    private func sides(_ text: String) -> [SectionPlan.Side] {
        text.split(separator: " ").map { part in
            let parts = part.split(separator: "=")
            let key = parts[1].utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            return SectionPlan.Side(key: key, kind: .heading, address: String(parts[0]))
        }
    }

    @Test(arguments: [
        (old: "a=1 b=2 c=3", new: "a=1 b=2 c=3", continued: [0, 1, 2], removed: []),
        (old: "a=1 b=2 c=3", new: "a=1 b=9 c=3", continued: [0, 1, 2], removed: []),
        (old: "a=1 b=2 c=3", new: "a=1 x=9 b=2 c=3", continued: [0, nil, 1, 2], removed: []),
        (old: "a=1 b=2 c=3", new: "a=1 c=3", continued: [0, 2], removed: [1]),
        (old: "a=1 b=2 c=3", new: "c=3 a=1 b=2", continued: [2, 0, 1], removed: []),
        (old: "a=1 b=2", new: "x=1 b=2", continued: [0, 1], removed: []),
        (old: "a=1 a-2=1", new: "a=1 b=7 a-2=1", continued: [0, nil, 1], removed: []),
        (old: "a=1 b=2", new: "", continued: [], removed: [0, 1]),
        (old: "", new: "a=1", continued: [nil], removed: []),
        (old: "a=1 b=2 c=3", new: "a=5 b=6 d=7", continued: [0, 1, nil], removed: [2]),
    ])
    func continuesWhatItCan(_ old: String, _ new: String, _ continued: [Int?], _ removed: [Int]) {
        let plan = SectionPlan(from: sides(old), to: sides(new))
        #expect(plan.continued == continued)
        #expect(plan.removed == removed)
    }

    @Test func usesEachOldSectionAtMostOnce() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<TestScale.times(2_000) {
            func random() -> [SectionPlan.Side] {
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    SectionPlan.Side(
                        key: UInt128(Int.random(in: 0...5, using: &generator)),
                        kind: .heading,
                        address: "a\(Int.random(in: 0...5, using: &generator))"
                    )
                }
            }
            let (old, new) = (random(), random())
            let plan = SectionPlan(from: old, to: new)
            let used = plan.continued.compactMap { $0 }
            #expect(plan.continued.count == new.count)
            #expect((used + plan.removed).sorted() == Array(old.indices), "seed \(seed)")
            // A text that both sides hold is never written again.
            for (position, side) in new.enumerated() where plan.continued[position].map({ old[$0].key }) != side.key {
                #expect(!plan.removed.contains { old[$0].key == side.key }, "seed \(seed)")
            }
        }
    }
}
