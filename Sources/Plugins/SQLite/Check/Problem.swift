import SkillSplitHost

/// Something that a check found.
enum Problem {
    /// What `PRAGMA integrity_check` said.
    case structure(String)
    /// A part of the library could not be read at all.
    case unreadable(String, cause: String)
    /// The index holds other words than the texts, or is damaged.
    case index(cause: String)
    /// The content or the title of a text is not what its hashes say; the files at `paths` hold it.
    case text(Int64, paths: [[UInt8]], ingest: String)
    /// The sections of a file are not what its row says.
    case file([UInt8], detail: String, ingest: String)
    /// Sections that belong to no file.
    case strayChildren(table: String, count: Int)
    /// Texts that no section uses.
    case unusedTexts(Int)
    /// Stamps of files that the library does not hold.
    case strayStamps(Int)
    /// The next section would get an id that is in use.
    case nextSection

    func finding(isRepaired: Bool) -> Finding {
        let (rule, severity, summary, remedy) = description
        return Finding(rule: rule, severity: severity, summary: summary, remedy: remedy, isRepaired: isRepaired)
    }

    /// What it is about, without the details that a repair may change.
    var subject: String {
        switch self {
        case .file(let path, _, _): "\(description.rule) \(Hexadecimal.text(path))"
        case .text(let id, _, _): "\(description.rule) \(id)"
        case .strayChildren(let table, _): "\(description.rule) \(table)"
        case .structure, .unreadable: "\(description.rule) \(description.summary)"
        case .index, .unusedTexts, .strayStamps, .nextSection: description.rule
        }
    }

    private static let repair = "Run 'skill-split fsck --repair'."

    private static func remedy(ingesting command: String) -> String {
        "Run 'skill-split fsck --repair', then \(command)."
    }

    /// The first of `paths`, and how many more there are.
    private static func names(_ paths: [[UInt8]]) -> String {
        let shown = paths.prefix(3).map { "'\(PathText.display($0))'" }.joined(separator: ", ")
        if paths.isEmpty { return "no file" }
        return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
    }

    private var description: (rule: String, Diagnostic.Severity, summary: String, remedy: String) {
        switch self {
        case .structure(let message):
            (
                "damaged-structure", .error, "the database is damaged: \(message)",
                "Run 'skill-split fsck --repair', which mends indexes; else restore a backup or ingest anew."
            )
        case .unreadable(let what, let cause):
            (
                "unreadable", .error, "\(what) cannot be read: \(cause)",
                "Restore a backup with 'skill-split restore', or ingest into a new library."
            )
        case .index(let cause):
            ("index-mismatch", .error, "searches miss sections or find wrong ones: \(cause)", Self.repair)
        case .text(let id, let paths, let command):
            (
                "damaged-text", .error,
                "text \(id) does not match its hash; it is a section of \(Self.names(paths))",
                paths.isEmpty ? Self.repair : Self.remedy(ingesting: command)
            )
        case .file(let path, let detail, let command):
            ("damaged-file", .error, "'\(PathText.display(path))': \(detail)", Self.remedy(ingesting: command))
        case .strayChildren(let table, let count):
            ("stray-rows", .warning, "\(count) rows of '\(table)' belong to no file", Self.repair)
        case .unusedTexts(let count):
            ("unused-texts", .warning, "\(count) texts take space and belong to no section", Self.repair)
        case .strayStamps(let count):
            ("stray-stamps", .warning, "the change cache knows \(count) files that the library lacks", Self.repair)
        case .nextSection:
            ("section-counter", .error, "new sections would get ids that are in use", Self.repair)
        }
    }
}
