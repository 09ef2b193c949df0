public import SkillSplitHost
import Testing

/// Checks what every parser must keep of the contract of ``ParserPlugin``, by its manifest and its own examples.
///
/// ```swift
/// @Test func keepsTheContract() throws {
///     try ParserConformance(INIParser(options: NoOptions())).check()
/// }
/// ```
public struct ParserConformance<Parser: ParserPlugin>: Sendable {
    private let plugin: Parser

    public init(_ parser: Parser) {
        plugin = parser
    }

    private var manifest: PluginManifest { Parser.manifest }

    private var examples: [ParserExample] { Parser.examples }

    /// Runs every check; each failure is an issue of the test that is running.
    ///
    /// - Throws: ``SkillSplitError`` when a registry refuses the parser.
    public func check() throws {
        _ = try PluginRegistry([.parser(Parser.self)])
        checkManifest()
        for example in examples {
            checkExample(example)
            checkVariants(of: example)
            checkGrowth(of: example)
            checkContexts(of: example)
        }
    }

    /// The manifest and the examples can be printed in the reference.
    func checkManifest() {
        #expect(manifest.summary.hasSuffix("."), "the summary ends with a full stop")
        #expect(manifest.summary.utf8.count > 20 && !manifest.summary.contains("\n"), "the summary is one sentence")
        #expect(manifest.version >= 1)
        let kind = manifest.kind?.rawValue ?? ""
        #expect(!kind.isEmpty && kind.utf8.allSatisfy(Self.isLowerCaseOrUnderscore), "'\(kind)' names a kind")
        for marker in manifest.componentMarkers {
            let segments = marker.trailingPath.split(separator: "/", omittingEmptySubsequences: false)
            #expect(!segments.contains("") && (0..<segments.count).contains(marker.levelsUp), "\(marker)")
        }
        #expect(!examples.isEmpty, "a parser shows what it does")
        #expect(Set(examples.map(\.title)).count == examples.count, "examples have titles of their own")
    }

    /// The example is claimed and comes out as it says.
    func checkExample(_ example: ParserExample) {
        #expect((try? DocumentPath("collection/\(example.path)")) != nil, "'\(example.path)' is a relative path")
        let input = ParseInput(path: example.path, source: example.source)
        #expect(plugin.claim(input.probe) != .none, "\(example.title): the parser claims its example")
        var diagnostics: [Diagnostic] = []
        do {
            let document = try plugin.parse(input, diagnostics: &diagnostics)
            let sections = document.sections.map { ParserExample.ExpectedSection($0.kind, $0.title, depth: $0.depth) }
            #expect(sections == example.sections, "\(example.title)")
            #expect(document.metadata.name == example.name, "\(example.title)")
            #expect(document.metadata.description == example.description, "\(example.title)")
            #expect(diagnostics.map(\.rule) == example.diagnostics, "\(example.title)")
        } catch {
            Issue.record(error, "\(example.title)")
        }
    }

    /// Whatever becomes of the bytes, the sections tile them, and the same bytes give the same document.
    func checkVariants(of example: ParserExample) {
        for variant in Variants.of(example.source.bytes) {
            guard let flaw = flaw(in: variant.bytes, of: example) else { continue }
            Issue.record("\(example.title), \(variant.name): \(flaw)")
            return
        }
    }

    /// Copies of the example, one behind the other, have sections in proportion to their number.
    func checkGrowth(of example: ParserExample) {
        let counts = [2, 4, 8].map { copies in
            let bytes = Array(repeatElement(example.source.bytes, count: copies).joined())
            return try? parse(bytes, of: example).document.sections.count
        }
        guard let two = counts[0], let four = counts[1], let eight = counts[2] else {
            Issue.record("\(example.title): copies of it cannot be parsed")
            return
        }
        #expect(
            eight - four == 2 * (four - two),
            "\(example.title): \(two), \(four), \(eight) sections of 2, 4, 8 copies"
        )
    }

    /// In all places with one context the example becomes the same document.
    func checkContexts(of example: ParserExample) {
        var known: [[String]: (place: String, document: Document, diagnostics: [Diagnostic])] = [:]
        for input in Places.of(example) {
            guard let context = plugin.context(of: input.probe) else { continue }
            let place = (input.probe.folders + [input.probe.name]).joined(separator: "/")
            var diagnostics: [Diagnostic] = []
            guard let document = try? plugin.parse(input, diagnostics: &diagnostics) else { continue }
            guard let first = known[context] else {
                known[context] = (place, document, diagnostics)
                continue
            }
            #expect(
                document == first.document && diagnostics == first.diagnostics,
                "\(example.title): '\(place)' and '\(first.place)' have the context \(context) and differ"
            )
        }
    }

    /// What is wrong with the parser's answer to `bytes`; `nil` where nothing is.
    private func flaw(in bytes: [UInt8], of example: ParserExample) -> String? {
        do {
            let (document, diagnostics) = try parse(bytes, of: example)
            let again = try parse(bytes, of: example)
            guard document == again.document, diagnostics == again.diagnostics else { return "the second time differs" }
            let joined = document.sections.indices.flatMap { document.ownBytes(at: $0) }
            guard joined == bytes else { return "the sections do not add up to the file" }
            for section in document.sections where section.title.utf8.contains(where: { $0 == 10 || $0 == 13 }) {
                return "a title has more than one line: '\(section.title)'"
            }
            for diagnostic in diagnostics {
                if (diagnostic.range?.upperBound ?? 0) > bytes.count { return "\(diagnostic.rule) lies behind the end" }
                if !diagnostic.rule.contains("/") { return "'\(diagnostic.rule)' is not <plugin or format>/<rule>" }
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func parse(
        _ bytes: [UInt8],
        of example: ParserExample
    ) throws(SkillSplitError) -> (document: Document, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let input = ParseInput(path: example.path, source: SourceBuffer(bytes))
        let document = try plugin.parse(input, diagnostics: &diagnostics)
        return (document, diagnostics)
    }

    private static func isLowerCaseOrUnderscore(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
    }
}
