import SkillSplitFormats
import SkillSplitHost
import Testing

/// Splits `text` as the file `name`, and expects no diagnostic.
func splitCode(_ text: String, _ name: String) throws -> [Piece] {
    let source = SourceBuffer(text)
    var diagnostics: [Diagnostic] = []
    let result = CodeSplitter().split(source, fileName: name, diagnostics: &diagnostics)
    #expect(diagnostics == [])
    return try pieces(source, result.sections)
}

@Suite struct CodePythonTests {
    @Test func splitsFunctionsAndClassesWithTheirMethods() throws {
        let found = try splitCode(
            """
            #!/usr/bin/env python3
            import os

            class A:
                x = 1

                def m(self):
                    def inner(): pass
                    return inner

                y = 2

            async def f():
                pass

            if __name__ == "__main__":
                f()

            """,
            "a.py"
        )
        #expect(
            found == [
                Piece("preamble", 1, "", "#!/usr/bin/env python3\nimport os\n\n"),
                Piece("definition", 1, "A", "class A:\n    x = 1\n\n"),
                Piece("definition", 2, "m", "    def m(self):\n        def inner(): pass\n        return inner\n\n"),
                Piece("text", 2, "y = 2", "    y = 2\n\n"),
                Piece("definition", 1, "f", "async def f():\n    pass\n\n"),
                Piece("text", 1, #"if __name__ == "__main__":"#, "if __name__ == \"__main__\":\n    f()\n"),
            ]
        )
    }

    @Test func keepsCommentsAndDecoratorsWithTheirDefinition() throws {
        let found = try splitCode(
            """
            import a
            # about f
            @one
            @two(
                x=[1],
            )
            # more
            async def f(): pass

            # alone

            def g(): pass
            """,
            "a.py"
        )
        #expect(found.map(\.title) == ["", "f", "g"])
        #expect(found[0].text == "import a\n")
        #expect(found[1].text.hasSuffix("# alone\n\n"))
        #expect(found[2].text == "def g(): pass")
    }

    @Test func neverTakesAShebangForAComment() throws {
        #expect(
            try splitCode("#!/bin/python\n# c\ndef f(): pass\n", "a.py").map(\.text) == [
                "#!/bin/python\n", "# c\ndef f(): pass\n",
            ]
        )
    }

    @Test func findsConditionalDefinitions() throws {
        let found = try splitCode(
            "try:\n    import x\nexcept ImportError:\n    def x(): pass\nelse:\n    y = x\n",
            "a.py"
        )
        #expect(found.map(\.title) == ["", "x", "else:"])
        #expect(found.map(\.depth) == [1, 1, 1])
    }

    @Test func takesNoLambdaForADefinition() throws {
        #expect(try splitCode("f = lambda x: x\n", "a.py").map(\.kind) == ["text"])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func countsLinesOfEveryKind(ending: String) throws {
        let lines = ["import a", "", "def f():", "    pass", "", "def g():", "    pass", ""]
        let found = try splitCode(lines.joined(separator: ending), "a.py")
        #expect(found.map(\.title) == ["", "f", "g"])
        #expect(found.map { $0.text.utf8.first.map { Character(Unicode.Scalar($0)) } } == ["i", "d", "d"])
    }

    @Test func splitsBetweenBytesThatAreNoText() throws {
        let bytes =
            Array("\u{FEFF}def f():\n    x = '".utf8) + [0, 0xFF, 0xC3] + Array("'\ndef g".utf8) + [0xE9]
            + Array("(): pass\n".utf8)
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer(bytes)
        let result = CodeSplitter().split(source, fileName: "a.py", diagnostics: &diagnostics)
        #expect(result.sections.map(\.title) == ["f", "g_"])
        #expect(result.language == "Python")
        #expect(diagnostics == [])
        #expect(try pieces(source, result.sections).count == 2)
    }
}
