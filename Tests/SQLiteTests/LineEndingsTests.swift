import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct LineEndingsTests {
    @Test func countsAsALineCounterCountsTheWhole() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<TestScale.times(5_000) {
            let texts = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                    Array("\r\na".utf8).randomElement(using: &generator) ?? 0
                }
            }
            var counter = LineCounter(texts.flatMap { $0 })
            var offset = 0
            let expected = texts.map { text in
                defer { offset += text.count }
                return counter.lines(of: ByteRange(offset, offset + text.count))
            }
            let endings = texts.map { text in text.withUnsafeBufferPointer { LineEndings(of: $0) } }
            #expect(LineEndings.lines(of: endings) == expected, "\(texts), seed \(seed)")
        }
    }
}
