import Testing

@Suite struct CodeShellTests {
    @Test func splitsBothFormsOfFunctions() throws {
        let found = try splitCode(
            "#!/bin/bash\nset -e\n# about a\na() {\n  b\n}\nfunction b {\n  c\n}\nfunction c() {\n  d\n}\nd ()\n{\n  e\n}\ne() (\n  f\n)\nmain\n",
            "x.sh"
        )
        #expect(found.map(\.title) == ["", "a", "b", "c", "d", "e", "main"])
        #expect(found.map(\.kind) == ["preamble"] + Array(repeating: "definition", count: 5) + ["text"])
        #expect(found[1].text == "# about a\na() {\n  b\n}\n")
    }

    @Test(arguments: [
        "cat <<EOF\nb() {\n}\nEOF",
        "cat <<-'E O F'\n\tb() {\n\t}\n\tE O F",
        "cat <<A <<\\B\n}\nA\n}\nB",
        "x=$(cat <<E\n}\nE\n)",
        "echo '}' \"}\" \\} $'\\'}'",
        "echo \"$(echo \")\" | sed 's/}/{/')\"",
        "echo ${x:-\"}\"} ${x#\\}} ${#x} $#",
        "case $x in\n  a) echo } ;;\n  (b|c) { echo; } ;;\n  *) ;;\nesac",
        "if [[ $x =~ [[:space:]]\\) ]]; then echo; fi # }",
        "echo $((1 << 2)) $(( (3) ))\n(( x << 1 ))",
        "x=`echo '}'`",
        "inner() { echo; }\nfunction two { echo; }",
        "a=(1 2 3)\nfor ((i = 0; i < 3; i++)); do echo; done",
        "diff <(echo 1) <(echo '}')",
        "if true && \\\n  { a || b; }; then c; fi",
        "cat <<<\"}\"",
    ])
    func keepsAFunctionWhole(body: String) throws {
        let function = "a() {\n\(body)\n}\n"
        let found = try splitCode("true\n\(function)z() { echo; }\nmain\n", "x.sh")
        #expect(found.map(\.title) == ["", "a", "z", "main"])
        #expect(found.dropFirst().first?.text == function)
    }

    @Test func endsAFunctionAfterItsRedirections() throws {
        let found = try splitCode("a() {\n  b\n} <<E\n}\nE\nz\n", "x.sh")
        #expect(found.map(\.text) == ["a() {\n  b\n} <<E\n}\nE\n", "z\n"])
    }

    @Test func keepsFunctionsOnOneLineTogether() throws {
        #expect(try splitCode("a() { x; }; b() {\n y\n}\nc() { z; }\n", "x.sh").map(\.title) == ["a", "c"])
    }

    @Test func splitsByIndentationWhereNothingIsClosed() throws {
        #expect(try splitCode("a() {\n  echo \"\n}\nb() {\n  x\n}\n", "x.sh").map(\.title) == ["a", "b"])
    }

    @Test(arguments: [
        ("run", "#!/bin/sh\n"), ("run", "#!/usr/bin/env -S bash -e\n"), ("run", "#! /usr/bin/env X=1 zsh\n"),
        (".profile", "#!/bin/dash\n"),
        ("a.bats", ""), ("weird\n\"\\ name.sh", ""),
    ])
    func knowsTheLanguageByNameOrShebang(name: String, head: String) throws {
        let found = try splitCode(head + "x=1\na() { b; }\n", name)
        #expect(found.last?.title == "a")
    }
}
