extension CodeLanguage {
    /// By the names and extensions that are in use.
    static let families: [String: CodeLanguage] = {
        var families: [String: CodeLanguage] = [:]
        func add(_ names: String, _ language: CodeLanguage) {
            for name in names.split(separator: " ") { families[String(name)] = language }
        }
        add("py python py3 python3 pyi", python)
        add("sh bash zsh shell console fish ksh shellscript shell-session dockerfile makefile make", shell)
        add("js javascript jsx mjs cjs ts typescript tsx mts cts", script)
        add("json jsonc json5 jsonl", json)
        add("yaml yml", yaml)
        add("toml ini cfg conf properties env dotenv", toml)
        add("swift", swift)
        add("rs rust", rust)
        add("go golang", go)
        add("c h cc cpp c++ hpp cxx objc m cs csharp java kt kotlin scala dart php groovy", c)
        add("rb ruby ex exs elixir pl perl lua r", ruby)
        add("sql postgresql mysql sqlite psql graphql", sql)
        add("html xml svg vue svelte xhtml plist", markup)
        add("css scss less", css)
        add("diff patch", CodeLanguage(isDiff: true))
        return families
    }()

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let hash = [Array("#".utf8)]
    private static let slashes = [Array("//".utf8)]
    private static let slashStar = (start: Array("/*".utf8), end: Array("*/".utf8))
    private static let doubleQuote = UInt8(ascii: "\"")
    private static let singleQuote = UInt8(ascii: "'")
    private static let backtick = UInt8(ascii: "`")

    private static let python = CodeLanguage(
        lineComments: hash,
        quotes: [doubleQuote, singleQuote],
        hasTripleQuotes: true,
        keywords: words(
            "and as assert async await break class continue def del elif else except finally for from global if import "
                + "in is lambda match nonlocal not or pass raise return try while with yield None True False self"
        )
    )

    private static let shell = CodeLanguage(
        lineComments: hash,
        longQuotes: [doubleQuote, singleQuote],
        hasVariables: true,
        keywords: words(
            "if then elif else fi for while until do done case esac in function return exit local export readonly set "
                + "unset shift source eval exec trap break continue echo cd true false"
        )
    )

    private static let script = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote, singleQuote],
        longQuotes: [backtick],
        keywords: words(
            "abstract as async await break case catch class const continue debugger declare default delete do else enum "
                + "export extends false finally for from function get if implements import in instanceof interface let "
                + "namespace new null of private protected public readonly return set static super switch this throw "
                + "true try type typeof undefined var void while yield"
        )
    )

    private static let json = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote],
        keys: .json,
        keywords: words("true false null")
    )

    private static let yaml = CodeLanguage(
        lineComments: hash,
        quotes: [doubleQuote, singleQuote],
        keys: .yaml,
        keywords: words("true false null yes no on off")
    )

    private static let toml = CodeLanguage(
        lineComments: hash + [Array(";".utf8)],
        quotes: [doubleQuote, singleQuote],
        hasTripleQuotes: true,
        keys: .toml,
        keywords: words("true false")
    )

    private static let swift = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote],
        hasTripleQuotes: true,
        keywords: words(
            "actor any as async await break case catch class continue default defer do else enum extension false "
                + "fileprivate final for func guard if import in init inout internal is let mutating nil private "
                + "protocol public return self Self some static struct super switch throw throws true try var where while"
        )
    )

    private static let rust = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote],
        keywords: words(
            "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod "
                + "move mut pub ref return self Self static struct super trait true type unsafe use where while"
        )
    )

    private static let go = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote, singleQuote],
        longQuotes: [backtick],
        keywords: words(
            "break case chan const continue default defer else fallthrough false for func go goto if import interface "
                + "map nil package range return select struct switch true type var"
        )
    )

    private static let c = CodeLanguage(
        lineComments: slashes,
        blockComment: slashStar,
        quotes: [doubleQuote, singleQuote],
        keywords: words(
            "abstract auto bool break case catch char class const continue default delete do double else enum extends "
                + "extern false final finally float for foreach fun function goto if implements import in include int "
                + "interface internal long namespace new null nullptr object override package private protected public "
                + "return short signed sizeof static string struct super switch template this throw throws true try "
                + "typedef typename union unsigned using val var virtual void volatile when while"
        )
    )

    private static let ruby = CodeLanguage(
        lineComments: hash + [Array("--".utf8)],
        quotes: [doubleQuote, singleQuote],
        keywords: words(
            "alias and begin break case class def defmodule do else elsif end ensure false fn for function if in local "
                + "module my next nil not or raise require rescue return self sub then true unless until use when while"
        )
    )

    private static let sql = CodeLanguage(
        lineComments: [Array("--".utf8)] + hash,
        blockComment: slashStar,
        longQuotes: [singleQuote, doubleQuote],
        hasEscapes: false,
        isCaseSensitive: false,
        keywords: words(
            "add alter and as asc begin between by case check commit constraint create cross default delete desc "
                + "distinct drop else end exists foreign from full function group having if in index inner insert into "
                + "is join key left like limit mutation not null offset on or order outer primary query references "
                + "returns right rollback select set table then trigger type union unique update using values view when "
                + "where with"
        )
    )

    private static let markup = CodeLanguage(
        blockComment: (start: Array("<!--".utf8), end: Array("-->".utf8)),
        isMarkup: true
    )

    private static let css = CodeLanguage(
        blockComment: slashStar,
        quotes: [doubleQuote, singleQuote],
        keywords: words("important media supports import from to")
    )
}
