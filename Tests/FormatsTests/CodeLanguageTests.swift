import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite struct CodeLanguageTests {
    @Test(arguments: [
        (
            "a.go", "package a\n\n// S is\ntype S struct {\n\tA int\n}\n\nfunc (s *S) M() {\n}\n\nfunc main() {\n}\n",
            ["", "S", "S.M", "main"]
        ),
        (
            "a.rs",
            "use a;\n/// d\n#[derive(Debug)]\nstruct S {\n    a: u8,\n}\nimpl S {\n    fn new(\n        a: u8,\n    ) -> Self\n    where\n        u8: Copy,\n    {\n        \"\n}\n\"\n    }\n}\nfn main() {}\n",
            ["", "S", "S", "new", "main"]
        ),
        (
            "a.rb", "require 'a'\n# d\nmodule M\n  class C\n    def m\n    end\n  end\nend\ndef f\nend\n",
            ["", "M", "C", "m", "f"]
        ),
        ("a.c", "#include <a.h>\n/* d\n */\nstatic int\nf(int a)\n{\n  return 1;\n}\nint x;\n", ["", "f", "int x;"]),
        (
            "a.cpp",
            "namespace n {\ntemplate <typename T,\n          typename U>\nclass C {\n  int m() { return 1; }\n};\n}\n",
            ["n", "C", "m"]
        ),
        (
            "a.java", "package a;\n/** d */\n@A\npublic class C {\n  int f;\n  @B\n  void m() {\n  }\n}\n",
            ["", "C", "m"]
        ),
        (
            "a.php",
            "<?php\n/** d */\nclass C\n{\n    function m()\n    {\n        echo <<<E\n}x\nE;\n    }\n}\nfunction f() {}\n",
            ["", "C", "m", "f"]
        ),
        ("a.pl", "use a;\nsub f {\n    print <<E;\nsub g {\nE\n}\nsub h\n{\n}\n1;\n", ["", "f", "h", "1;"]),
        (
            "a.lua",
            "local M = {}\n-- d\nfunction M.f(a)\n  return function() end\nend\nlocal function g()\nend\nreturn M\n",
            ["", "M.f", "g", "return M"]
        ),
        (
            "a.ps1", "param($x)\nfunction Get-A {\n  @\"\n text\n\"@\n  function Inner {}\n}\nfilter B { }\n",
            ["", "Get-A", "B"]
        ),
        ("Makefile", "A = 1\nall: a\n\techo\na:\n\techo\n", ["", "all", "a"]),
        ("a.sql", "create table t (a int);\ncreate function f() returns int as $$\nbegin\nend\n$$;\n", ["t", "f"]),
    ])
    func splitsEveryLanguageThatCtagsKnows(name: String, text: String, titles: [String]) throws {
        #expect(try splitCode(text, name).map(\.title) == titles)
    }

    @Test(arguments: ["a.css", "a.md", "a.json", "a.yaml", "a.unknown", "a"])
    func keepsWhatHasNoDefinitionsWhole(name: String) throws {
        let text = ".a { b: c }\n# d\nkey: value\n"
        #expect(try splitCode(text, name) == [Piece("text", 1, name, text)])
    }

    @Test func makesNoSectionOfAnEmptyFile() throws {
        #expect(try splitCode("", "a.py") == [])
    }

    @Test func keepsUTF16Whole() throws {
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer([0xFF, 0xFE, 0x64, 0, 0x0A, 0])
        let result = CodeSplitter().split(source, fileName: "a.ps1", diagnostics: &diagnostics)
        #expect(result.sections.map(\.kind) == [.text])
        #expect(diagnostics.map(\.rule) == ["code/not-utf8"])
    }

    @Test func keepsLargeFilesWhole() throws {
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer([UInt8](repeating: 0x0A, count: CodeSplitter.sizeLimit + 1))
        let result = CodeSplitter().split(source, fileName: "a.py", diagnostics: &diagnostics)
        #expect(result.sections.map(\.range.count) == [source.count])
        #expect(diagnostics.map(\.rule) == ["code/size-limit"])
    }
}
