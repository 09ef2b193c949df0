/// Arguments of the plainest form: values, `--option VALUE` and `--flag`, each once.
struct PlainWords {
    private(set) var values: [String] = []
    private(set) var flags: Set<String> = []
    private var options: [String: String] = [:]

    /// Reads `words`; `nil` where one of them is neither a value nor known.
    ///
    /// - Parameters:
    ///   - words: What stands behind the command's name.
    ///   - options: The options of the command that take a value, beside `--library`.
    ///   - flags: Its flags, beside `--json`.
    init?(_ words: ArraySlice<String>, options: Set<String>, flags: Set<String>) {
        var words = words
        while let word = words.popFirst() {
            if word.utf8.first != UInt8(ascii: "-") {
                values.append(word)
            } else if word == "--json" || flags.contains(word) {
                guard self.flags.insert(word).inserted else { return nil }
            } else if Self.library.contains(word) || options.contains(word) {
                guard let value = words.popFirst(), value.utf8.first != UInt8(ascii: "-") else { return nil }
                let name = Self.library.contains(word) ? Self.library[0] : word
                guard self.options.updateValue(value, forKey: name) == nil else { return nil }
            } else {
                return nil
            }
        }
    }

    private static let library = ["--library", "--db"]

    var library: String? { options[Self.library[0]] }

    var isJSON: Bool { flags.contains("--json") }

    /// Sets `value` where the option `name` is given; `false` where it is given and no number.
    func set(_ value: inout Int, _ name: String) -> Bool {
        guard let text = options[name] else { return true }
        guard let number = Int(text) else { return false }
        value = number
        return true
    }
}
