import Glibc

/// How much a test does: `SKILL_SPLIT_TEST_SCALE` multiplies it for a long run.
enum TestScale {
    static let factor: Int = getenv("SKILL_SPLIT_TEST_SCALE").flatMap { Int(String(cString: $0)) } ?? 1

    static func times(_ count: Int) -> Int { count * factor }
}
