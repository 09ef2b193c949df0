/// A code block while its text is collected.
struct CodeBlock {
    private(set) var language: String?
    var bytes: [UInt8] = []

    /// Takes the class of the `code` that the block consists of.
    mutating func open(class attribute: String) {
        guard bytes.isEmpty, attribute.hasPrefix("language-") else { return }
        let name = attribute.dropFirst("language-".count).prefix { !$0.isWhitespace && $0 != "," && $0 != "{" }
        language = name.isEmpty ? nil : String(name.prefix(24))
    }

    /// The tags that the block starts with.
    var opening: String {
        guard let language else { return "<pre><code>" }
        return "<pre data-lang=\"\(HTMLText.plain(language))\"><code>"
    }
}
