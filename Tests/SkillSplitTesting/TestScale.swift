import Foundation

/// How much a test does: `SKILL_SPLIT_TEST_SCALE` multiplies it for a long run.
public enum TestScale {
    public static let factor = ProcessInfo.processInfo.environment["SKILL_SPLIT_TEST_SCALE"].flatMap(Int.init) ?? 1

    public static func times(_ count: Int) -> Int { count * factor }
}
