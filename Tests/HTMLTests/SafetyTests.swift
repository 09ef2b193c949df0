import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitHTML

struct SafetyTests {
    private static let allowedAttributes: [String: Set<String>] = [
        "a": ["href", "rel", "class", "title", "id", "aria-current"], "img": ["src", "alt"],
        "input": ["type", "disabled", "checked", "aria-label"], "ol": ["start", "class"], "td": ["class"],
        "th": ["class", "scope"], "abbr": ["title"], "dfn": ["title"], "span": ["class", "id"], "mark": ["class"],
        "div": ["class", "id"], "p": ["class"], "pre": ["data-lang", "class", "aria-hidden"], "dl": ["class"],
        "dt": ["id"], "li": ["id"], "details": ["class"],
    ]

    /// What of a page's content could run or load something.
    private func dangers(in html: [UInt8]) -> [String] {
        guard let page = PageChecker.read(Array("<div>".utf8) + html + Array("</div>".utf8)) else {
            return ["not well-formed"]
        }
        var dangers: [String] = []
        let names = Set(AllowedElement.all.map(\.name))
        for (name, attributes) in page.elements {
            if !names.contains(name) { dangers.append("<\(name)>") }
            let isHeading = name.count == 2 && name.hasPrefix("h") && name != "hr"
            for (attribute, value) in attributes {
                if !(Self.allowedAttributes[name]?.contains(attribute) ?? false), !(isHeading && attribute == "id") {
                    dangers.append("<\(name) \(attribute)>")
                }
                let isLink = attribute == "href"
                let isSafe = ["http:", "https:", "mailto:", "#"].contains { value.lowercased().hasPrefix($0) }
                if isLink, !isSafe, value.contains(":") { dangers.append("href=\(value)") }
                if attribute == "src", !EmbeddedImage.isAllowed(value) { dangers.append("src=\(value)") }
            }
        }
        return dangers
    }

    @Test func nothingRunsOfTenThousandHostileStrings() throws {
        let seed: UInt64 = 20_260
        var grammar = HostileMarkdown(seed: seed)
        for number in 0..<10_000 {
            let text = grammar.next()
            let record = try Record.make("c/x.md", text)
            let body = ContentRenderer.render(PageDocument(record), title: nil)
            var html = body.html.bytes
            for link in body.links.reversed() { html.insert(contentsOf: " href=\"x\"".utf8, at: link.offset) }
            let found = dangers(in: html)
            #expect(found.isEmpty, "seed \(seed), string \(number): \(found): \(text.debugDescription)")
        }
    }

    @Test func nothingRunsWhereStringsMeet() throws {
        let seed: UInt64 = 4_711
        var grammar = HostileMarkdown(seed: seed)
        for number in 0..<300 {
            let text = (0..<20).map { _ in grammar.next() }.joined(separator: number % 2 == 0 ? "\n\n" : "\n")
            let rendered = ContentRenderer.render(PageDocument(try Record.make("c/x.md", text)), title: nil)
            var html = rendered.html.bytes
            for link in rendered.links.reversed() { html.insert(contentsOf: " href=\"x\"".utf8, at: link.offset) }
            let found = dangers(in: html)
            #expect(found.isEmpty, "seed \(seed), document \(number): \(found)")
        }
    }

    @Test func aPageOfEveryHostileContentIsWellFormed() async throws {
        let site = try SiteFixture(["allow-secrets": "yes"])
        var records: [Record] = []
        for (index, content) in HostileContent.contents.enumerated() where content.bytes.count < 200_000 {
            for name in ["a\(index).md", "b\(index).json", "c\(index).py", "d\(index)"] {
                records.append(try .make(path: DocumentPath("c/\(name)"), bytes: content.bytes))
            }
        }
        for path in HostileContent.paths {
            records.append(try .make(path: DocumentPath(path.bytes), bytes: Array("# A\n".utf8)))
        }
        let outcomes = try await site.publish(records)
        #expect(outcomes.allSatisfy { $0 == .inserted })
        let findings = PageChecker.findings(try site.contents())
        #expect(findings.isEmpty, "\(findings.prefix(20))")
    }

    @Test func hostileNamesAndDescriptionsAreText() async throws {
        let nasty = "</title><script>window.pwned=1</script>\"'><img src=x onerror=window.pwned=1>{{{body}}}"
        let site = try SiteFixture(["title": nasty])
        let record = try Record.make(
            "c/x.md",
            "# \(nasty)\n\n## \(nasty)\n",
            kind: ComponentKind(rawValue: "ki\"nd<b>"),
            metadata: Metadata(
                name: nasty,
                description: nasty,
                fields: [MetadataField(nasty, .array([.string(nasty)]))]
            ),
            diagnostics: [Diagnostic(nasty, .error, nasty, remedy: nasty)]
        )
        try await site.publish([record])
        let findings = PageChecker.findings(try site.contents())
        #expect(findings.isEmpty, "\(findings.prefix(20))")
        for (file, bytes) in try site.contents() where file.hasSuffix(".html") {
            let page = try #require(PageChecker.read(bytes), "\(file)")
            #expect(page.all("script").allSatisfy { $0["src"] != nil }, "\(file)")
            #expect(page.all("img").isEmpty, "\(file)")
        }
    }

    @Test func hasAPolicyWithoutInlineCode() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        for (file, bytes) in try site.contents() where file.hasSuffix(".html") {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("default-src 'none'; script-src 'self'; style-src 'self'"), "\(file)")
            #expect(!text.contains("unsafe") && !text.contains(" style="), "\(file)")
        }
    }

    @Test func showsWhatAReaderWouldNotSee() throws {
        let text = "# A\n\nplain \u{202E}turned\u{202C} tag\u{E0041}s zero\u{200B}width `co\u{2066}de`\n\n👩‍👩‍👧 ❤️ می‌خواهم\n"
        let record = try Record.make("c/x.md", text)
        let html = ContentRenderer.render(PageDocument(record), title: nil).html.string
        for code in ["U+202E", "U+202C", "U+E0041", "U+200B", "U+2066"] {
            #expect(html.contains("<mark class=\"hidden\">\(code)</mark>"), "\(code)")
        }
        #expect(html.contains("👩‍👩‍👧 ❤️ می‌خواهم"), "joiners have a use between letters")
        #expect(HTMLText.plain("a\u{202E}b") == "a[U+202E]b")
    }

    @Test func timeAndSizeStayInProportion() throws {
        let hostile = [
            String(repeating: "<b>", count: 100_000), String(repeating: "</i>", count: 100_000),
            String(repeating: "> ", count: 50_000), String(repeating: "[a](", count: 50_000),
            String(repeating: "<div><b>", count: 30_000) + String(repeating: "</i>", count: 100_000),
            "[a]: <\(String(repeating: "u", count: 50_000))>\n\n" + String(repeating: "[a] ", count: 50_000),
            String(repeating: "~ ", count: 100_000), String(repeating: "<!--", count: 100_000),
            String(repeating: "<x-\n", count: 50_000), String(repeating: "`", count: 100_000),
            "<!--" + String(repeating: "#", count: 200_000) + "\n-->\n\n" + String(repeating: "# a\n", count: 2_000),
            "<div>\n" + String(repeating: "<!--a>\n", count: 100_000),
            "```js\n" + String(repeating: "\\\"", count: 200_000) + "\n```\n",
        ]
        for text in hostile {
            let body = ContentRenderer.render(PageDocument(try Record.make("c/x.md", text)), title: nil)
            #expect(body.html.bytes.count < text.utf8.count * 30 + (4 << 20), "\(text.prefix(20))")
            #expect(dangers(in: body.html.bytes).isEmpty, "\(text.prefix(20))")
        }
    }
}
