import SkillSplitHost
import Testing

@testable import SkillSplitFormats

@Suite
struct YAMLLinearityTests {
    private static let patterns: [LinearityPattern] = [
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

    @Test(arguments: patterns.indices)
    func theOutlineIsLinear(_ position: Int) {
        expectLinear(Self.patterns[position]) { #expect(YAMLOutline($0).entries.count <= $0.end) }
    }

    @Test(arguments: patterns.indices)
    func theLimitsAreToldInLinearTime(_ position: Int) {
        expectLinear(Self.patterns[position]) { _ = YAMLLimits.excess(in: $0) }
    }

    @Test(arguments: patterns.indices)
    func plainYAMLIsReadInLinearTime(_ position: Int) {
        expectLinear(Self.patterns[position]) { _ = PlainYAML.fields(of: $0) }
    }
}
