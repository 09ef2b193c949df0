import SkillSplitHost

/// Decides what a walk takes.
///
/// The first that speaks wins: `--exclude`, what `--include` names outright, `.skillsplitignore`, the default rules,
/// git's ignore files.
struct EntryFilter: Sendable {
    private let excludes: Globs
    private let includes: Globs
    private let usesDefaults: Bool

    /// - Throws: ``SkillSplitError`` with the code `usage` for a glob that can match nothing.
    init(_ options: WalkOptions) throws(SkillSplitError) {
        excludes = try Globs(options.excludes, option: "--exclude")
        includes = try Globs(options.includes, option: "--include")
        usesDefaults = options.usesDefaultExcludes
    }

    enum Verdict {
        case take
        case enter(isIncluded: Bool, leftOut: SkipReason?)
        case skip(SkipReason)
    }

    /// What becomes of `path` in a folder with `context`.
    func verdict(on path: WalkedPath, in context: FolderContext) -> Verdict {
        if let glob = excludes.match(path) { return .skip(.excludeGlob(glob)) }
        let isNamed = includes.match(path) != nil
        let isIncluded = includes.isEmpty || context.isIncluded || isNamed
        if !isNamed, let reason = context.leftOut ?? leftOut(path, in: context) {
            return path.isFolder && includes.leads(into: path)
                ? .enter(isIncluded: false, leftOut: reason) : .skip(reason)
        }
        if path.isFolder { return .enter(isIncluded: isIncluded, leftOut: nil) }
        return isIncluded ? .take : .skip(.notIncluded)
    }

    private func leftOut(_ path: WalkedPath, in context: FolderContext) -> SkipReason? {
        if let own = context.ownLayer?.verdict(on: path) { return own.isIgnored ? own.reason : nil }
        if usesDefaults, let index = DefaultExcludes.compiled.lastMatch(path, below: path.rootBase),
            !DefaultExcludes.compiled.rules[index].isNegated
        {
            return .defaultExclude(DefaultExcludes.names[index])
        }
        if let git = context.gitLayer?.verdict(on: path), git.isIgnored { return git.reason }
        return nil
    }
}

/// What applies in a folder of the walk.
struct FolderContext: Sendable {
    /// `.gitignore` files and `info/exclude`.
    var gitLayer: IgnoreLayer?
    /// `.skillsplitignore` files.
    var ownLayer: IgnoreLayer?
    /// Whether an include glob took the folder in, with all below it.
    var isIncluded = false
    /// Why only what an include glob names is taken below the folder; `nil` elsewhere.
    var leftOut: SkipReason?
}

/// The globs of one option.
private struct Globs: Sendable {
    private let texts: [String]
    private let rules: IgnoreRules

    init(_ texts: [String], option: String) throws(SkillSplitError) {
        var rules: [IgnoreRule] = []
        for text in texts {
            guard let rule = IgnoreRule(Array(text.utf8)[...], number: rules.count + 1), !rule.isNegated else {
                throw SkillSplitError(
                    .usage,
                    "the glob '\(text)' of \(option) can match nothing",
                    remedy:
                        "Write it as in a .gitignore, such as '*.md' or 'docs/**/*.txt', without '!' or '#' before it."
                )
            }
            rules.append(rule)
        }
        self.texts = texts
        self.rules = IgnoreRules(rules)
    }

    var isEmpty: Bool { texts.isEmpty }

    func match(_ path: WalkedPath) -> String? {
        isEmpty ? nil : rules.lastMatch(path, below: path.rootBase).map { texts[$0] }
    }

    func leads(into path: WalkedPath) -> Bool {
        let relative = UnsafeBufferPointer(rebasing: path.bytes[path.rootBase...])
        return rules.rules.contains { rule in
            if case .path(let pattern) = rule.pattern { pattern.leads(into: relative) } else { false }
        }
    }
}
