import SkillSplitHost

/// Recognises a file whose whole content is the target of a symbolic link.
///
/// Git writes links that way where the file system has none, on Windows above all; the assistant then reads a path
/// instead of the component.
enum LinkText {
    /// Reports `<parser>/link-text` where all of `source` is one relative path.
    static func report(_ source: SourceBuffer, parser: String, diagnostics: inout [Diagnostic]) {
        guard let target = target(of: source.bytes) else { return }
        diagnostics.append(
            Diagnostic(
                "\(parser)/link-text",
                .warning,
                "the file holds nothing but the path '\(target)': it was a symbolic link once",
                remedy:
                    "Check the repository out with symbolic links (git config core.symlinks true), or copy the file there."
            )
        )
    }

    /// The path that `bytes` consist of; at most one line ending may follow it.
    private static func target(of bytes: [UInt8]) -> String? {
        guard (1...1024).contains(bytes.count) else { return nil }
        var path = bytes[...]
        if path.last == UInt8(ascii: "\n") { path = path.dropLast() }
        if path.last == UInt8(ascii: "\r") { path = path.dropLast() }
        guard path.first != UInt8(ascii: "/"), path.first != UInt8(ascii: "#"), isPath(path) else { return nil }
        return String(validating: path, as: UTF8.self)
    }

    /// Whether `bytes` have no blank, and either climb out of their folder or name a Markdown file.
    private static func isPath(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard !bytes.contains(where: { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "@") }) else { return false }
        return bytes.starts(with: "../".utf8) || bytes.starts(with: "./".utf8)
            || bytes.reversed().starts(with: "dm.".utf8)
    }
}
