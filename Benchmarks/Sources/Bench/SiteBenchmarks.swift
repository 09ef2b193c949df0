/// Documentation sites with navigation and search, of the same Markdown files.
enum SiteBenchmarks {
    /// Against hugo with a theme of four templates, and against mkdocs with the Material theme.
    static func run(_ bench: BenchContext) throws -> [Comparison] {
        let pages = try SitePages(bench, count: bench.pages)
        var comparisons: [Comparison] = []
        for rival in [try SiteRival.hugo(pages, bench), try SiteRival.mkdocs(pages, bench)] {
            let ours = bench.workspace.path("site-ours")
            var comparison = Comparison(
                name: "site",
                input: "",
                other: rival.name,
                bar: 0.25,
                cpuBar: Double(pages.count) / 1000,
                peakBar: 128 << 20
            )
            try comparison.measure(bench.pairs) {
                try bench.workspace.clear("site-ours")
                return try ChildProcess.run([bench.binary, "ingest", pages.folder, "--to", "html:\(ours)", "--quiet"])
            } theirs: {
                try bench.workspace.clear(rival.output)
                return try ChildProcess.run(rival.command)
            }
            let sizes = try [ours, bench.workspace.path(rival.output)].map { try bench.workspace.size(of: $0).bytes }
            let times = sizes.map { "\($0 * 10 / max(pages.bytes, 1))" }.map { "\($0.dropLast()).\($0.suffix(1))" }
            comparison.input = "\(pages.count) pages, output \(times[0]) times the input, theirs \(times[1])"
            comparisons.append(comparison)
        }
        return comparisons
    }
}

/// The Markdown files of the corpus without what one of the programs would read as its own.
struct SitePages {
    let folder: String
    let texts: [(name: String, text: String)]
    let bytes: Int

    var count: Int { texts.count }

    /// Takes the first `count` files, again and again where there are fewer.
    init(_ bench: BenchContext, count: Int) throws {
        let files = try bench.workspace.files(endingWith: ".md")
        guard !files.isEmpty else { throw BenchFailure(description: "the corpus holds no Markdown") }
        var texts: [(name: String, text: String)] = []
        for number in 0..<count {
            let bytes = try FileContent.read(files[number % files.count])
            texts.append(("page-\(number).md", Self.plain(String(decoding: bytes, as: UTF8.self))))
        }
        self.texts = texts
        bytes = texts.reduce(0) { $0 + $1.text.utf8.count }
        folder = bench.workspace.path("site-pages")
        for (name, text) in texts { try FileContent.write(text, to: "\(folder)/\(name)") }
    }

    /// Front matter that is no YAML stops hugo, and so do its short codes.
    private static func plain(_ text: String) -> String {
        var text = text[...]
        if text.hasPrefix("---\n"), let end = text.dropFirst(4).firstRange(of: "\n---\n") {
            text = text[end.upperBound...]
        }
        return String(text.replacing("{{<", with: "{ {<").replacing("{{%", with: "{ {%"))
    }
}

/// Another program that makes sites.
struct SiteRival {
    let name: String
    let command: [String]
    /// The name of the folder that the site is written to.
    let output: String

    static func hugo(_ pages: SitePages, _ bench: BenchContext) throws -> SiteRival {
        let root = bench.workspace.path("site-hugo")
        for (number, page) in pages.texts.enumerated() {
            let head = "---\ntitle: \"page \(number)\"\n---\n"
            try FileContent.write(head + page.text, to: "\(root)/content/\(page.name)")
        }
        let files = [
            "config.toml": """
            baseURL = "/"
            title = "bench"
            disableKinds = ["taxonomy", "term", "RSS"]
            [outputs]
            home = ["HTML", "JSON"]
            """,
            "layouts/_default/baseof.html": """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
            <body><nav><a href="/">Home</a></nav><main>{{ block "main" . }}{{ end }}</main></body></html>
            """,
            "layouts/_default/single.html": """
            {{ define "main" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}
            <nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
            {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
            """,
            "layouts/_default/list.html": """
            {{ define "main" }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
            {{ end }}</ul>{{ end }}
            """,
            "layouts/index.json": """
            [{{ range $number, $page := site.RegularPages }}{{ if $number }},{{ end }}
            {{ dict "title" $page.Title "url" $page.RelPermalink "text" $page.Plain | jsonify }}{{ end }}]
            """,
        ]
        for (name, text) in files { try FileContent.write(text, to: "\(root)/\(name)") }
        let output = "site-hugo-output"
        let command = ["hugo", "--quiet", "--source", root, "--destination", bench.workspace.path(output)]
        return SiteRival(name: "hugo", command: command, output: output)
    }

    static func mkdocs(_ pages: SitePages, _ bench: BenchContext) throws -> SiteRival {
        let root = bench.workspace.path("site-mkdocs")
        for page in pages.texts { try FileContent.write(page.text, to: "\(root)/docs/\(page.name)") }
        try FileContent.write("# Home\n", to: "\(root)/docs/index.md")
        let configuration = "site_name: bench\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n"
        try FileContent.write(configuration, to: "\(root)/mkdocs.yml")
        let output = "site-mkdocs-output"
        let command = ["mkdocs", "build", "-q", "-f", "\(root)/mkdocs.yml", "-d", bench.workspace.path(output)]
        return SiteRival(name: "mkdocs-material", command: command, output: output)
    }
}
