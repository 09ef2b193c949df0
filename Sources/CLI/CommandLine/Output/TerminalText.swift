import SkillSplitHost

/// Ingested text on its way to a terminal.
enum TerminalText {
    /// What stands for a section: its title, or its kind where it has none.
    static func title(_ title: String, kind: Section.Kind) -> String {
        title.isEmpty ? kind.rawValue : sanitised(title)
    }

    /// `text` without control characters: a terminal would obey them.
    static func sanitised(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }
}
