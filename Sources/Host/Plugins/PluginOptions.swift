/// The typed options of a plugin, taken from `key=value` pairs.
public protocol PluginOptions: Sendable {
    /// The names of the options and what each does, for help texts.
    static var help: [(name: String, summary: String)] { get }

    /// Takes what it knows out of `values`; what is left is reported to the user as unknown.
    init(_ values: inout OptionValues) throws(SkillSplitError)
}

/// For plugins without options.
public struct NoOptions: PluginOptions {
    public static let help: [(name: String, summary: String)] = []

    public init() {}

    public init(_ values: inout OptionValues) throws(SkillSplitError) {}
}

/// The `key=value` pairs that a user gave to a plugin.
public struct OptionValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var values: [String: String]

    public init(_ values: [String: String] = [:]) {
        self.values = values
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { _, last in last })
    }

    /// The names that no one has taken yet, sorted.
    public var remaining: [String] { values.keys.sorted() }

    /// Takes the text of `name` out; `nil` when it was not given.
    public mutating func text(_ name: String) -> String? {
        values.removeValue(forKey: name)
    }

    /// Takes a switch out: `true`, `yes`, `on`, `1` or nothing after the `=` turn it on.
    public mutating func flag(_ name: String) throws(SkillSplitError) -> Bool {
        guard let text = text(name) else { return false }
        switch text.lowercased() {
        case "", "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default:
            throw SkillSplitError(
                .usage,
                "option '\(name)' is '\(text)', which is neither true nor false",
                remedy: "Write \(name)=true or \(name)=false."
            )
        }
    }

    /// Takes a whole number out.
    public mutating func integer(_ name: String) throws(SkillSplitError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text) else {
            throw SkillSplitError(
                .usage,
                "option '\(name)' is '\(text)', which is not a whole number",
                remedy: "Write \(name)=<number>."
            )
        }
        return number
    }
}
