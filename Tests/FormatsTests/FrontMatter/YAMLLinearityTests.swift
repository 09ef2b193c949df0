import SkillSplitHost
import Testing

@testable import SkillSplitFormats

/// The cost of a scan is told by the bytes it reads, so that the tests do not depend on the machine.
@Suite
struct YAMLLinearityTests {
    private static let patterns: [(name: String, make: @Sendable (Int) -> String)] = [
        ("fields", { (0..<$0).map { "k\($0): v\n" }.joined() }),
        ("one field again", { String(repeating: "a: b\n", count: $0) }),
        ("elements", { "a:\n" + String(repeating: "  - b\n", count: $0) }),
        ("open quotes", { String(repeating: "a: \"b\n", count: $0) }),
        ("open brackets", { String(repeating: "a: [b\n", count: $0) }),
        ("open brackets and quotes", { String(repeating: "a: [\"b\nc: {'d\n", count: $0) }),
        ("brackets", { "a: " + String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }),
        ("brackets with notes", { "a: [" + String(repeating: " # [\n", count: $0) + "]" }),
        ("colons", { String(repeating: "a:", count: $0) }),
        ("aliases", { String(repeating: "*a ", count: $0) }),
        ("anchors", { String(repeating: "&a ", count: $0) }),
        ("dashes", { String(repeating: "- ", count: $0) }),
        ("question marks", { String(repeating: "? ", count: $0) }),
        (
            "staircase",
            { (0..<Int(Double($0).squareRoot())).map { String(repeating: " ", count: $0) + "a:\n" }.joined() }
        ),
        ("comments", { String(repeating: "# a\n", count: $0) }),
        ("blank lines", { String(repeating: "\r", count: $0) }),
        ("one long line", { "a: " + String(repeating: "b ", count: $0) }),
    ]

    private func expectLinear(_ position: Int, _ scan: (CountingText) -> Void) {
        let pattern = Self.patterns[position]
        let costs = [5_000, 10_000].map { count in
            let text = CountingText(Array(pattern.make(count).utf8))
            scan(text)
            return Double(text.reads) / Double(text.end)
        }
        #expect(costs[1] < costs[0] * 1.1 + 0.1, "\(pattern.name): \(costs) reads a byte")
        #expect(costs[1] < 40, "\(pattern.name): \(costs) reads a byte")
    }

    @Test(arguments: patterns.indices)
    func theOutlineIsLinear(_ position: Int) {
        expectLinear(position) { #expect(YAMLOutline($0).entries.count <= $0.end) }
    }

    @Test(arguments: patterns.indices)
    func theLimitsAreToldInLinearTime(_ position: Int) {
        expectLinear(position) { _ = YAMLLimits.excess(in: $0) }
    }

    @Test(arguments: patterns.indices)
    func plainYAMLIsReadInLinearTime(_ position: Int) {
        expectLinear(position) { _ = PlainYAML.fields(of: $0) }
    }
}
