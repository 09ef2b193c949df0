import SkillSplitHost

extension DocumentPath {
    /// The path with `mark` before the ending of its name: `SKILL.md` becomes `SKILL<mark>.md`.
    func marked(_ mark: String) throws(SkillSplitError) -> DocumentPath {
        var bytes = self.bytes
        let name = bytes.count - bytes[...].lastSegment.count
        let dot = bytes[name...].lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > name ? $0 : nil } ?? bytes.endIndex
        bytes.insert(contentsOf: mark.utf8, at: dot)
        return try DocumentPath(bytes)
    }
}

extension SkillSplitError {
    /// No name is left for another version of `path`.
    static func tooManyCopies(of path: DocumentPath) -> Self {
        SkillSplitError(
            .conflict,
            "a hundred versions stand beside '\(path)'",
            remedy: "Take those out that nobody needs, or choose another --conflict."
        )
    }
}
