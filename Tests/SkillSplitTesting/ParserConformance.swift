public import SkillSplitHost
import Testing

/// Checks what every parser must keep of the contract of ``ParserPlugin``, from its examples.
///
/// ```swift
/// @Test func keepsTheContract() throws { try ParserConformance(MyParser(options: NoOptions())).check() }
/// ```
public struct ParserConformance<Parser: ParserPlugin>: Sendable {
    /// So many variants are made of each example; longer ones are sampled evenly.
    private static var variants: Int { 400 }

    private let parser: Parser

    public init(_ parser: Parser) {
        self.parser = parser
    }

    /// Runs every check; each failure is an issue of the test that is running.
    public func check() throws {
        #expect(!Parser.examples.isEmpty, "a parser shows what it does by examples")
        #expect(Parser.manifest.summary.hasSuffix("."))
        for example in Parser.examples {
            try checkOutcome(example)
            let bytes = example.source.bytes
            let step = max(1, bytes.count / Self.variants)
            for index in stride(from: 0, to: bytes.count, by: step) {
                try checkTiling(Array(bytes[..<index]), example)
                var flipped = bytes
                flipped[index] ^= 0xA5
                try checkTiling(flipped, example)
            }
            try checkTiling([0xEF, 0xBB, 0xBF] + bytes, example)
            try checkTiling(bytes.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }, example)
            try checkTiling(bytes.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 }, example)
        }
    }

    /// The example's file gives what the example says.
    private func checkOutcome(_ example: ParserExample) throws {
        let input = ParseInput(path: example.path, source: example.source)
        var diagnostics: [Diagnostic] = []
        let document = try parser.parse(input, diagnostics: &diagnostics)
        let sections = document.sections.map { ParserExample.ExpectedSection($0.kind, $0.title, depth: $0.depth) }
        #expect(parser.claim(input.probe) > .none, "\(example.title): the parser does not claim its own example")
        #expect(sections == example.sections, "\(example.title)")
        #expect(document.metadata.name == example.name, "\(example.title)")
        #expect(document.metadata.description == example.description, "\(example.title)")
        #expect(diagnostics.map(\.rule) == example.diagnostics, "\(example.title)")
    }

    /// Whatever the bytes, the sections join to them, and the same bytes give the same sections.
    private func checkTiling(_ bytes: [UInt8], _ example: ParserExample) throws {
        let input = ParseInput(path: example.path, source: SourceBuffer(bytes))
        var diagnostics: [Diagnostic] = []
        let document = try parser.parse(input, diagnostics: &diagnostics)
        #expect(document.sections.flatMap { Array(document.source[$0.range]) } == bytes, "\(example.title)")
        var again: [Diagnostic] = []
        #expect(try parser.parse(input, diagnostics: &again) == document, "\(example.title)")
        #expect(again == diagnostics, "\(example.title)")
    }
}
