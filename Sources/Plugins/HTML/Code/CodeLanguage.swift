/// What a highlighter has to know of a family of languages.
struct CodeLanguage: Sendable {
    /// How the names at the start of a line or before a colon are read.
    enum Keys: Sendable {
        case none
        /// `"name":`
        case json
        /// `name:` and `- name:`
        case yaml
        /// `name =` and `[table]`
        case toml
    }

    var lineComments: [[UInt8]] = []
    var blockComment: (start: [UInt8], end: [UInt8])?
    /// The bytes that start and end a string on one line.
    var quotes: [UInt8] = []
    /// The bytes that start and end a string that may run over lines.
    var longQuotes: [UInt8] = []
    /// Whether `"""` and `'''` start a string that runs over lines.
    var hasTripleQuotes = false
    /// Whether `\` takes the next byte of a string out of its meaning.
    var hasEscapes = true
    /// Whether `$name` and `${name}` are told apart.
    var hasVariables = false
    var isCaseSensitive = true
    var keys = Keys.none
    /// Whether lines that start with `+` and `-` are told apart.
    var isDiff = false
    /// Whether `<…>` are tags.
    var isMarkup = false
    var keywords: Set<String> = []

    /// The language that `name` stands for in a fence or as a file's extension; plain text where it is not known.
    static func named(_ name: String) -> CodeLanguage {
        families[name.lowercased()] ?? plain
    }

    static let plain = CodeLanguage()
}
