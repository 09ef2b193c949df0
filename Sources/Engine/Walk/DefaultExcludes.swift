/// What a walk leaves out unless told otherwise: a table, printed by `skill-split` as well.
///
/// Only what is certain is here: folders such as `build`, `dist` or `venv` hold what people wrote now and then.
public enum DefaultExcludes {
    public struct Rule: Sendable, Hashable {
        /// Stands in the report, as `default-exclude:<name>`.
        public let name: String
        /// As in a `.gitignore`.
        public let patterns: [String]
        /// One sentence.
        public let reason: String
    }

    public static let rules: [Rule] = [
        Rule(
            name: "version-control",
            patterns: [".git", ".hg/", ".svn/", ".jj/", ".bzr/", "CVS/", "_darcs/", ".pijul/"],
            reason: "The history of a version control system is not part of a library."
        ),
        Rule(
            name: "node_modules",
            patterns: ["node_modules/", "bower_components/"],
            reason: "Installed JavaScript packages are other people's files and can be installed again."
        ),
        Rule(
            name: "python-environment",
            patterns: [".venv/", ".tox/", ".nox/", ".eggs/"],
            reason: "Installed Python packages are other people's files and can be installed again."
        ),
        Rule(
            name: "cache",
            patterns: [
                "__pycache__/", "*.pyc", "*.pyo", ".pytest_cache/", ".mypy_cache/", ".ruff_cache/", ".hypothesis/",
                ".ipynb_checkpoints/", ".cache/", ".parcel-cache/", ".turbo/", ".next/", ".nuxt/", ".svelte-kit/",
                ".gradle/", ".terraform/", ".sass-cache/", ".eslintcache", ".nyc_output/",
            ],
            reason: "Caches are made by tools and can be made again."
        ),
        Rule(
            name: "system",
            patterns: [
                ".DS_Store", "._*", ".AppleDouble/", ".Spotlight-V100/", ".Trashes/", ".fseventsd/", "Thumbs.db",
                "ehthumbs.db", "[Dd]esktop.ini", "$RECYCLE.BIN/", ".Trash-*/", ".nfs????*",
            ],
            reason: "Operating systems leave these files in folders that they show."
        ),
        Rule(
            name: "backup",
            patterns: ["*.bak", "*~", "*.orig", "*.rej", ".#*", "#*#", "*.swp", "*.swo"],
            reason: "Editors and merges leave older copies behind, which would be found twice."
        ),
        Rule(
            name: "archive",
            patterns: [
                "*.zip", "*.tar", "*.tar.*", "*.tgz", "*.tbz", "*.tbz2", "*.txz", "*.tzst", "*.gz", "*.bz2", "*.xz",
                "*.zst", "*.lz4", "*.7z", "*.rar", "*.skill", "*.mcpb", "*.dxt", "*.whl", "*.jar",
            ],
            reason: "Packages hold copies of components; unpack them to ingest what they hold."
        ),
        Rule(
            name: "credentials",
            patterns: [
                ".env", ".env.*", "!.env.example", "!.env.sample", "!.env.template", "!.env.dist", ".envrc", "*.pem",
                "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519",
                ".netrc", ".npmrc", ".pypirc", ".pgpass", ".git-credentials", ".credentials.json",
            ],
            reason: "These names are kept for keys and passwords, which do not belong into a library."
        ),
        Rule(
            name: "library",
            patterns: [
                ".skill-split/", ".skill-split-export", "skill-split.db", "skill-split.db-*", "skill_split.db",
                "skill_split.db-*",
            ],
            reason: "The program's own databases and notes would change with each run."
        ),
    ]

    /// All patterns as one list, in which a negated one takes back what stands before it.
    static let compiled = IgnoreRules(
        rules.flatMap { rule in rule.patterns.compactMap { IgnoreRule(Array($0.utf8)[...], number: 0) } }
    )

    /// The name of the rule that each pattern of ``compiled`` belongs to.
    static let names: [String] = rules.flatMap { rule in
        rule.patterns.compactMap { IgnoreRule(Array($0.utf8)[...], number: 0).map { _ in rule.name } }
    }
}
