import Foundation
import SkillSplitFormats
import SkillSplitHost
import Testing

/// Compares the definitions of Python's own library with what Python's own parser sees.
@Suite struct CodeOracleTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first(where: FileManager.default.isExecutableFile)

    /// Prints a line for each file: its path, and for each definition outside of others its name and its lines.
    private static let script = """
        import ast, glob, json, os, sysconfig
        def tops(body):
            for node in body:
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    first = min([node.lineno] + [d.lineno for d in node.decorator_list])
                    yield {"name": node.name, "first": first, "last": node.end_lineno}
                else:
                    for part in ("body", "orelse", "finalbody"):
                        yield from tops(getattr(node, part, []))
                    for handler in getattr(node, "handlers", []):
                        yield from tops(handler.body)
        for path in sorted(glob.glob(os.path.join(sysconfig.get_path("stdlib"), "*.py")))[:60]:
            try:
                print(json.dumps({"path": path, "definitions": list(tops(ast.parse(open(path, "rb").read()).body))}))
            except (SyntaxError, ValueError):
                pass
        """

    private struct Module: Decodable {
        struct Definition: Decodable {
            let name: String
            let first: Int
            let last: Int
        }

        let path: String
        let definitions: [Definition]
    }

    @Test(.enabled(if: python != nil)) func agreesWithPythonOnItsLibrary() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", Self.script]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let lines = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let modules = try lines.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Module.self, from: $0)
        }
        #expect(modules.count > 10)
        for module in modules {
            let source = SourceBuffer([UInt8](try Data(contentsOf: URL(fileURLWithPath: module.path))))
            var diagnostics: [Diagnostic] = []
            let sections = CodeSplitter().split(source, fileName: module.path, diagnostics: &diagnostics).sections
            let outline = Outline(of: try Document(source: source, sections: sections))
            let top = sections.indices.filter { sections[$0].depth == 1 }
            #expect(
                top.filter { sections[$0].kind == .definition }.map { sections[$0].title }
                    == module.definitions.map(\.name)
            )
            let starts = top.map { outline.entries[$0].lines.lowerBound }
            for definition in module.definitions {
                let cut = starts.first { $0 > definition.first && $0 <= definition.last }
                #expect(cut == nil, "\(module.path): \(definition.name)")
            }
        }
    }
}
