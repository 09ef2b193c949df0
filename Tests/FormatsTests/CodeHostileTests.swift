import SkillSplitFormats
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct CodeHostileTests {
    private func tiles(_ bytes: [UInt8], _ name: String) -> Bool {
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer(bytes)
        let result = CodeSplitter().split(source, fileName: name, diagnostics: &diagnostics)
        return (try? Document(source: source, sections: result.sections)) != nil
    }

    @Test(arguments: [
        ("a.py", "# c\n@d(\n)\nclass A:\r\n  def m(self): pass\r\n  x = \"\"\"\n\"\"\"\nasync def f(): pass\nf()"),
        ("a.js", "/* c */ class A {\n m() { return /x/ }\n}\nconst f = (a) => `${a}`;\nexport default { x() {} }"),
        ("a.ts", "@d({\n})\nexport class A<T> {\n m(): { a: T } { }\n}\ntype B = | A<1>\n\nnamespace N { }"),
        ("a.sh", "a() { case x in x) cat <<E\n}\nE\n;; esac; }\nfunction b {\n echo \"$(c `d`)\" ${e}\n}\n"),
        ("a.rs", "#[a]\nfn f<'a>(\n x: u8,\n) -> u8\nwhere\n u8: A,\n{\n}\nimpl A {\n fn b() {}\n}"),
        ("a.c", "#if A\nstatic int\nf(a) {\n}\n#else\nint g() {\n#endif\n}\nstruct s { int a; } b;"),
    ])
    func tilesEveryPrefixAndEveryChangedByte(name: String, text: String) {
        let bytes = Array(text.utf8)
        var broken: [[UInt8]] = []
        for end in bytes.indices where !tiles(Array(bytes[..<end]), name) { broken.append(Array(bytes[..<end])) }
        for index in bytes.indices {
            for byte in [0, 0x0B, 0xFF, UInt8(ascii: "\n"), UInt8(ascii: "{"), UInt8(ascii: "\"")] {
                var changed = bytes
                changed[index] = byte
                if !tiles(changed, name) { broken.append(changed) }
            }
        }
        #expect(broken == [])
    }

    @Test(arguments: [
        ("a.py", "def f(): pass\n"), ("a.js", "function f() {}\n"), ("a.sh", "f() { :; }\n"), ("a.c", "int f() {}\n"),
        ("a.sh", "f() {\n"),
    ])
    func makesOneSectionOfEachOfManyDefinitions(name: String, definition: String) throws {
        for count in [1_000, 2_000, 4_000] {
            #expect(try splitCode(String(repeating: definition, count: count), name).count == count)
        }
    }

    @Test func tilesWhateverCtagsAnswers() {
        var generator = SeededGenerator(seed: 42)
        let languages = ["Python", "JavaScript", "Sh", "Rust", "C", "Java", "SQL", "Ruby", "Unknown"]
        let kinds = [
            "class", "function", "member", "method", "constant", "struct", "implementation", "interface", "table",
        ]
        let lines = [
            "", "class A {", "  m() {", "}", "# c", "/* c", "*/", "@d(", ")", "f() {", "x = 1", "{", "cat <<E", "E",
            "`", "fn a(",
        ]
        var broken: [String] = []
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 1..<20, using: &generator)).map { _ in
                lines.randomElement(using: &generator) ?? ""
            }
            .joined(separator: "\n")
            let language = languages.randomElement(using: &generator) ?? ""
            let answer = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
                let kind = kinds.randomElement(using: &generator) ?? ""
                let line = Int.random(in: -2..<24, using: &generator)
                let end =
                    Bool.random(using: &generator) ? ", \"end\": \(Int.random(in: -2..<24, using: &generator))" : ""
                return
                    "{\"_type\": \"tag\", \"name\": \"a\", \"language\": \"\(language)\", \"line\": \(line), \"kind\": \"\(kind)\"\(end)}"
            }
            let source = SourceBuffer(text)
            let result = CodeSplitter.split(source, answer: Array(answer.joined(separator: "\n").utf8))
            if (try? Document(source: source, sections: result.sections)) == nil { broken.append(text) }
        }
        #expect(broken == [], "seed 42")
    }

    @Test(arguments: [
        ("a.js", "`"), ("a.js", "("), ("a.js", "class A {\n"), ("a.js", "function f(){}"), ("a.ts", "${"),
        ("a.sh", "a() { cat <<E\n"),
        ("a.sh", "$("), ("a.py", ")\n"), ("a.py", "# c\n"), ("a.js", "*/\n"), ("a.rs", "'{"), ("a.js", " "),
        ("a.sh", "case x in "),
    ])
    func survivesManyOfOneThing(name: String, part: String) {
        #expect(tiles(Array((String(repeating: part, count: 20_000) + "\nfunction z() { :; }\n").utf8), name))
    }
}
