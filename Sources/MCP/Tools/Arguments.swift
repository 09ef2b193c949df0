import SkillSplitHost

/// The arguments of a call; what a tool does not know is refused rather than passed over.
struct Arguments: Sendable {
    private let value: MetadataValue

    /// Takes `value`, which must be an object with no names but those of `parameters`.
    ///
    /// - Throws: ``SkillSplitError`` that names the argument, and what would be right.
    init(_ value: MetadataValue?, of parameters: [Parameter]) throws(SkillSplitError) {
        let value = value ?? .object([])
        guard let fields = value.object else {
            throw SkillSplitError(.usage, "'arguments' is not an object", remedy: "Give named arguments.")
        }
        let known = parameters.map(\.name)
        for field in fields where !known.contains(field.name) {
            throw SkillSplitError(
                .usage,
                "no argument called '\(Clip.text(field.name, to: 100))'",
                remedy: "Known arguments: \(known.joined(separator: ", "))."
            )
        }
        var seen: Set<String> = []
        for field in fields where !seen.insert(field.name).inserted {
            throw SkillSplitError(.usage, "'\(field.name)' is given twice", remedy: "Give it once.")
        }
        for parameter in parameters where parameter.isRequired && value[parameter.name] == nil {
            throw SkillSplitError(.usage, "'\(parameter.name)' is missing", remedy: "Give it.")
        }
        self.value = value
    }

    /// The text called `name`; `nil` where it is not given.
    func text(_ name: String) throws(SkillSplitError) -> String? {
        guard let given = given(name) else { return nil }
        guard let text = given.string else { throw Self.wrong(name, "a string") }
        return text
    }

    func texts(_ name: String) throws(SkillSplitError) -> [String]? {
        guard let given = given(name) else { return nil }
        let texts = given.array?.compactMap(\.string) ?? []
        guard texts.count == given.array?.count else { throw Self.wrong(name, "a list of strings") }
        return texts
    }

    func flag(_ name: String) throws(SkillSplitError) -> Bool? {
        guard let given = given(name) else { return nil }
        guard case .bool(let flag) = given else { throw Self.wrong(name, "true or false") }
        return flag
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(SkillSplitError) -> Int? {
        guard let given = given(name) else { return nil }
        guard case .integer(let whole) = given, let number = Int(exactly: whole), range.contains(number) else {
            throw Self.wrong(name, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The one of `values` that is given as `name`.
    func choice(_ name: String, of values: [String]) throws(SkillSplitError) -> String? {
        guard let text = try text(name) else { return nil }
        guard values.contains(text) else { throw Self.wrong(name, "one of \(values.joined(separator: ", "))") }
        return text
    }

    /// A path of the library, as the tools write it; `nil` where it is not given.
    func path(_ name: String) throws(SkillSplitError) -> DocumentPath? {
        guard let text = try text(name) else { return nil }
        return try PathArgument.path(text)
    }

    func requiredPath(_ name: String) throws(SkillSplitError) -> DocumentPath {
        guard let path = try path(name) else {
            throw SkillSplitError(.usage, "'\(name)' is missing", remedy: "Give it.")
        }
        return path
    }

    /// What a cursor is bound to: everything but the cursor.
    var withoutCursor: MetadataValue {
        .object((value.object ?? []).filter { $0.name != Parameter.cursor.name }.sorted { $0.name < $1.name })
    }

    /// Models like to write `null` for what they leave out.
    private func given(_ name: String) -> MetadataValue? {
        value[name].flatMap { $0 == .null ? nil : $0 }
    }

    private static func wrong(_ name: String, _ right: String) -> SkillSplitError {
        SkillSplitError(.usage, "'\(name)' is not \(right)", remedy: "Give \(right).")
    }
}
