import Foundation
import SkillSplitTesting

extension SeededGenerator {
    /// The seed of `SKILL_SPLIT_SEED`, or a new one.
    static var seed: UInt64 {
        ProcessInfo.processInfo.environment["SKILL_SPLIT_SEED"].flatMap(UInt64.init) ?? .random(in: 0...999_999)
    }

    mutating func chance(_ part: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < part
    }
}
