/// What the splitter has to know of a language beyond what ctags says.
struct CodeLanguage {
    /// How the end of a definition is found where ctags does not say it.
    enum Extents {
        /// A definition runs to the next one.
        case untilNext
        /// The lines indented below the definition, and the line that closes it.
        case indentation
        /// The brackets of a JavaScript or TypeScript statement.
        case script
        /// The compound command after the name of a shell function.
        case shell
    }

    /// The kinds of tags that make sections.
    var kinds: Set<String> = [
        "class", "struct", "union", "interface", "enum", "trait", "function", "func", "method", "singletonMethod",
        "procedure", "subroutine", "sub", "module", "namespace", "object", "protocol", "category", "implementation",
        "record", "generator", "getter", "setter", "constructor", "table", "view", "trigger", "message", "service",
        "test", "predicate", "program", "task", "entity", "architecture", "component",
    ]
    /// The kinds whose members make sections of their own.
    var containers: Set<String> = [
        "class", "struct", "module", "namespace", "object", "implementation", "trait", "category", "protocol",
    ]
    /// The kinds of values that make sections where the value is a function or class.
    var values: Set<String> = []
    /// What starts a comment that runs to the end of the line.
    var lineComments: [String] = ["#"]
    /// What opens and closes a comment that may span lines.
    var blockComments: [(open: String, close: String)] = []
    /// What starts a decorator or an attribute above a definition.
    var attributes: [String] = []
    /// Whether the first words of a definition, such as its type, may stand on lines above its name.
    var mayStartAboveName = false
    /// The first words of a definition, where ctags also tags other things; empty for any.
    var needsKeyword: [String] = []
    /// The kinds of scopes whose name belongs before that of a member outside of their section.
    var owners: Set<String> = ["class", "struct", "interface"]
    /// What joins a member's name to that of its owner.
    var joiner = "."
    var extents = Extents.untilNext

    /// The language as ctags calls it; what is not in the table follows the general rules.
    static func named(_ name: String) -> CodeLanguage {
        table[name] ?? CodeLanguage()
    }

    /// Languages for data, text and markup, whose tags are no definitions.
    static let withoutDefinitions: Set<String> = [
        "AnsiblePlaybook", "Asciidoc", "BibTeX", "CSS", "Diff", "DTD", "HTML", "Iniconf", "JavaProperties", "JSON",
        "Man",
        "Markdown", "Maven2", "Passwd", "PlistXML", "Pod", "RelaxNG", "ReStructuredText", "SCSS", "SVG", "SystemdUnit",
        "Tex",
        "TeXBeamer", "Txt2tags", "XML", "XSLT", "Yaml", "YumRepo",
    ]

    private static let table: [String: CodeLanguage] = {
        let slashes = CodeLanguage(
            lineComments: ["//"],
            blockComments: [("/*", "*/")],
            attributes: ["@", "["],
            mayStartAboveName: true
        )
        let lisp = CodeLanguage(lineComments: [";"], extents: .indentation)

        var script = slashes
        script.kinds.insert("alias")
        script.containers.remove("struct")
        script.owners = []
        script.values = ["constant", "variable", "property"]
        script.attributes = ["@"]
        script.mayStartAboveName = false
        script.extents = .script

        var rust = slashes
        rust.kinds.formUnion(["macro", "typedef"])
        rust.containers = ["module", "implementation", "interface"]
        rust.attributes = ["#[", "#!["]
        rust.mayStartAboveName = false
        rust.joiner = "::"
        rust.extents = .indentation

        var php = slashes
        php.kinds.remove("namespace")
        php.lineComments = ["//", "#"]
        php.attributes = ["#["]
        php.mayStartAboveName = false
        php.joiner = "::"
        php.extents = .indentation

        var go = slashes
        go.kinds.formUnion(["type", "talias"])
        go.containers = []
        go.mayStartAboveName = false

        var cPlusPlus = slashes
        cPlusPlus.joiner = "::"

        var java = slashes
        java.containers.formUnion(["enum", "interface"])

        var kotlin = slashes
        kotlin.mayStartAboveName = false
        kotlin.extents = .indentation

        var lua = CodeLanguage(lineComments: ["--"], blockComments: [("--[[", "]]")])
        lua.extents = .indentation

        var powerShell = CodeLanguage(blockComments: [("<#", "#>")], attributes: ["["])
        powerShell.extents = .indentation

        return [
            "Awk": CodeLanguage(extents: .indentation),
            "C": slashes, "C++": cPlusPlus, "CUDA": cPlusPlus, "ObjectiveC": slashes,
            "C#": java, "D": java, "Java": java,
            "Clojure": lisp, "EmacsLisp": lisp, "Lisp": lisp, "Scheme": lisp,
            "DosBatch": CodeLanguage(kinds: ["label"], lineComments: ["rem ", "REM ", "::"]),
            "Elixir": CodeLanguage(kinds: ["module", "function", "macro"], attributes: ["@"], extents: .indentation),
            "Erlang": CodeLanguage(lineComments: ["%"]),
            "Go": go,
            "Haskell": CodeLanguage(kinds: ["function", "type"], lineComments: ["--"], blockComments: [("{-", "-}")]),
            "JavaScript": script, "TypeScript": script,
            "Julia": CodeLanguage(extents: .indentation),
            "Kotlin": kotlin,
            "Lua": lua,
            "Make": CodeLanguage(kinds: ["target"]),
            "Perl": CodeLanguage(blockComments: [("=", "=cut")], extents: .indentation),
            "PHP": php,
            "PowerShell": powerShell,
            "Python": CodeLanguage(
                kinds: ["class", "function", "member"],
                attributes: ["@"],
                needsKeyword: ["def", "async", "class", "cdef", "cpdef"]
            ),
            "Ruby": CodeLanguage(blockComments: [("=begin", "=end")]),
            "Rust": rust,
            "Sh": CodeLanguage(kinds: ["function"], extents: .shell),
            "SQL": CodeLanguage(
                kinds: ["function", "procedure", "trigger", "view", "table", "package"],
                containers: [],
                lineComments: ["--"],
                blockComments: [("/*", "*/")]
            ),
            "Tcl": CodeLanguage(kinds: ["procedure", "namespace", "class", "method"]),
            "Vim": CodeLanguage(kinds: ["function"], lineComments: ["\""]),
        ]
    }()
}
