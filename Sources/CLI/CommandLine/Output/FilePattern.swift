import SkillSplitEngine
import SkillSplitHost

/// What a person writes to pick files of a list.
struct FilePattern {
    private let pattern: String
    private let glob: Glob?

    /// A glob over the whole path where the pattern has a `/`, over the name where it has `*`, `?` or `[`, else a part of
    /// the name.
    init(_ pattern: String) {
        self.pattern = pattern.lowercased()
        glob = pattern.contains(where: { "/*?[".contains($0) }) ? Glob(pattern) : nil
    }

    func matches(_ file: StoredFile) -> Bool {
        let names = [file.path.name, file.name ?? ""]
        guard let glob else { return names.contains { $0.lowercased().contains(pattern) } }
        if pattern.contains("/") { return glob.matches(file.path.bytes) }
        return names.contains { glob.matches(Array($0.utf8)) }
    }
}
