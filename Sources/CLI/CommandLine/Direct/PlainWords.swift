/// Arguments of the plainest form: values, `--option VALUE` and `--flag`, each once.
struct PlainWords {
    private(set) var values: [String] = []
    private(set) var flags: [String] = []
    private var options: [(name: String, value: String)] = []

    /// Reads `words`; `nil` where one of them is neither a value nor known.
    ///
    /// - Parameters:
    ///   - words: What stands behind the command's name.
    ///   - options: The options of the command that take a value, beside `--library`.
    ///   - flags: Its flags, beside `--json`.
    init?(_ words: ArraySlice<String>, options: [String], flags: [String]) {
        var words = words
        while let word = words.popFirst() {
            if word.utf8.first != UInt8(ascii: "-") {
                values.append(word)
            } else if word == "--json" || flags.contains(word) {
                guard !self.flags.contains(word) else { return nil }
                self.flags.append(word)
            } else if Self.library.contains(word) || options.contains(word) {
                guard let value = words.popFirst(), value.utf8.first != UInt8(ascii: "-") else { return nil }
                let name = Self.library.contains(word) ? Self.library[0] : word
                guard self.option(name) == nil else { return nil }
                self.options.append((name, value))
            } else {
                return nil
            }
        }
    }

    private static let library = ["--library", "--db"]

    var library: String? { option(Self.library[0]) }

    var isJSON: Bool { flags.contains("--json") }

    // A set or a dictionary of strings costs a start more than this ever does.
    private func option(_ name: String) -> String? {
        options.first { $0.name == name }?.value
    }

    /// Sets `value` where the option `name` is given; `false` where it is given and no number.
    func set(_ value: inout Int, _ name: String) -> Bool {
        guard let text = option(name) else { return true }
        guard let number = Int(text) else { return false }
        value = number
        return true
    }
}
