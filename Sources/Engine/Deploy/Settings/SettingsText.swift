import SkillSplitHost

/// The text of a settings file with a plugin switched on, and without.
///
/// Everything else stays as it is: order, comments, indentation and line endings.
enum SettingsText {
    /// A change of the bytes in `range` to `inserted`.
    struct Change {
        let range: Range<Int>
        let inserted: String
    }

    private static let section = "enabledPlugins"

    /// The change that switches `plugin` on; `nil` where it is on already.
    ///
    /// - Throws: ``SkillSplitError`` where the text is no object, or the plugins in it are none.
    static func enabling(_ plugin: String, in text: [UInt8]) throws(SkillSplitError) -> Change? {
        var scanner = JSONTextScanner(text: text, index: 0)
        scanner.skipSpace()
        if scanner.isAtEnd, text.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
            let member = member(section, object(literal(plugin) + ": true", indent: "  ", unit: "  ", newline: "\n"))
            return Change(range: 0..<text.count, inserted: "{\n  \(member)\n}\n")
        }
        guard let top = JSONTextObject(text) else { throw .notAnObject("the file") }
        guard let plugins = top[section] else {
            let layout = Layout(of: top, in: text)
            let one = literal(plugin) + ": true"
            let value =
                layout.isOneLine
                ? "{\(one)}" : object(one, indent: layout.indent, unit: layout.unit, newline: layout.newline)
            return adding(member(section, value), to: top, in: text)
        }
        guard let object = JSONTextObject(text, at: plugins.value.lowerBound), object.end < plugins.value.upperBound
        else {
            throw .notAnObject("'\(section)'")
        }
        if let old = object[plugin] {
            if text[old.value].elementsEqual("true".utf8) { return nil }
            let before = String(decoding: text[old.key.lowerBound..<old.value.lowerBound], as: UTF8.self)
            return Change(range: old.key.lowerBound..<old.value.upperBound, inserted: before + "true")
        }
        return adding(member(plugin, "true"), to: object, in: text)
    }

    /// The change that takes `edit` back; `nil` where there is nothing left of it.
    static func takingBack(_ edit: SettingsEdit, in text: [UInt8]) -> Change? {
        guard edit.inserted != edit.replaced, let top = JSONTextObject(text), let plugins = top[section],
            let object = JSONTextObject(text, at: plugins.value.lowerBound), let member = object[edit.plugin],
            text[member.value].elementsEqual("true".utf8)
        else { return nil }
        let inserted = Array(edit.inserted.utf8)
        let whole = member.key.lowerBound..<member.value.upperBound
        let first = max(0, whole.upperBound - inserted.count)
        for start in first...max(first, whole.lowerBound) where text[start...].starts(with: inserted) {
            return Change(range: start..<(start + inserted.count), inserted: edit.replaced)
        }
        // Someone edited around it: the value that was there comes back, or the member goes alone.
        if edit.replaced.hasPrefix("\""), let old = JSONTextObject(Array("{\(edit.replaced)}".utf8))?.members.first {
            let value = Array("{\(edit.replaced)}".utf8)[old.value]
            return Change(range: member.value, inserted: String(decoding: value, as: UTF8.self))
        }
        return removing(member, of: object, in: text)
    }

    private static func removing(
        _ member: JSONTextObject.Member,
        of object: JSONTextObject,
        in text: [UInt8]
    ) -> Change {
        if let before = object.members.last(where: { $0.key.lowerBound < member.key.lowerBound }) {
            return Change(range: before.value.upperBound..<member.value.upperBound, inserted: "")
        }
        let next = object.members.first { $0.key.lowerBound > member.key.lowerBound }
        return Change(
            range: member.key.lowerBound..<(next?.key.lowerBound ?? object.trailingComma ?? member.value.upperBound),
            inserted: ""
        )
    }

    private static func adding(_ member: String, to object: JSONTextObject, in text: [UInt8]) -> Change {
        let layout = Layout(of: object, in: text)
        if let last = object.members.last {
            let place = object.trailingComma ?? last.value.upperBound
            let comma = object.trailingComma == nil ? "," : ""
            return Change(range: place..<place, inserted: comma + layout.separator + member)
        }
        let inner = (object.start + 1)..<object.end
        let isEmpty = text[inner].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let opening = layout.separator + member
        guard isEmpty else { return Change(range: inner.lowerBound..<inner.lowerBound, inserted: opening) }
        return Change(range: inner, inserted: opening + (layout.isOneLine ? "" : layout.newline + layout.outerIndent))
    }

    private static func member(_ name: String, _ value: String) -> String { "\(literal(name)): \(value)" }

    private static func literal(_ text: String) -> String { MetadataValue.string(text).json }

    private static func object(_ member: String, indent: String, unit: String, newline: String) -> String {
        "{\(newline)\(indent)\(unit)\(member)\(newline)\(indent)}"
    }
}

/// How the members of an object are laid out.
private struct Layout {
    /// What stands before a member.
    let separator: String
    /// Before a member on its line.
    let indent: String
    /// Before the line that the object starts on.
    let outerIndent: String
    let newline: String

    var isOneLine: Bool { !separator.contains { $0.isNewline } }

    /// One step of indentation.
    var unit: String {
        indent.hasPrefix(outerIndent) && indent.count > outerIndent.count
            ? String(indent.dropFirst(outerIndent.count)) : "  "
    }

    init(of object: JSONTextObject, in text: [UInt8]) {
        newline = text.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
        outerIndent = Self.indent(before: object.start, in: text)
        guard let last = object.members.last else {
            // An empty object goes over several lines where the file has several.
            let isOneLine = !text.prefix(object.start).contains(UInt8(ascii: "\n")) && text.count > object.end + 2
            indent = outerIndent + (outerIndent.isEmpty ? "  " : outerIndent)
            separator = isOneLine ? "" : newline + indent
            return
        }
        indent = Self.indent(before: last.key.lowerBound, in: text)
        var start = last.key.lowerBound
        while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(text[start - 1]) { start -= 1 }
        let space = text[start..<last.key.lowerBound]
        let isOwnLine = space.contains(UInt8(ascii: "\n"))
        separator =
            isOwnLine ? newline + indent : object.members.count > 1 ? String(decoding: space, as: UTF8.self) : " "
    }

    /// The white space that the line of `index` starts with.
    private static func indent(before index: Int, in text: [UInt8]) -> String {
        let start = text[..<index].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return String(decoding: text[start..<index].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }
}

extension SkillSplitError {
    fileprivate static func notAnObject(_ what: String) -> Self {
        SkillSplitError(
            .unreadable,
            "\(what) of the settings is no JSON object",
            remedy: "Mend the settings file, or leave out --enable."
        )
    }
}
