import SkillSplitHost

/// The small parts of a page around its content.
enum PageParts {
    /// Longer lists of sections are cut off.
    private static let contentsLimit = 400

    /// The front matter as a table; empty where there is none to show.
    static func metadata(of document: PageDocument) -> String {
        let fields = document.fields.filter { $0.name != "description" && $0.name != "name" }
        guard let part = document.parts.first(where: { $0.kind == .frontMatter }) else { return "" }
        var html = HTMLBuffer()
        html.raw("<div class=\"table metadata\" id=\"")
        html.attribute(part.address)
        html.raw("\">")
        if !fields.isEmpty {
            html.raw("<table><caption>Front matter</caption><tbody>")
            for field in fields {
                html.raw("<tr><th scope=\"row\">")
                html.text(field.name)
                html.raw("</th><td>")
                value(field.value, in: &html)
                html.raw("</td></tr>")
            }
            html.raw("</tbody></table>")
        }
        html.raw("</div>")
        return html.string
    }

    /// What the parser found, worst first; empty where it found nothing.
    static func diagnostics(of document: PageDocument) -> String {
        guard !document.diagnostics.isEmpty else { return "" }
        var html = HTMLBuffer()
        html.raw("<section class=\"diagnostics\" aria-label=\"Diagnostics\"><ul>")
        for diagnostic in document.diagnostics.sorted(by: { $0.severity > $1.severity }) {
            html.raw("<li class=\"")
            html.raw(diagnostic.severity.rawValue.utf8)
            html.raw("\"><b>")
            html.text(diagnostic.severity.rawValue)
            html.raw("</b> ")
            html.text(diagnostic.summary)
            if let line = line(of: diagnostic, in: document) {
                html.raw(" <small>line ")
                html.number(line)
                html.raw("</small>")
            }
            if let remedy = diagnostic.remedy {
                html.raw(" <em>")
                html.text(remedy)
                html.raw("</em>")
            }
            html.raw("</li>")
        }
        html.raw("</ul></section>")
        return html.string
    }

    /// The list of sections with lines and tokens; empty where there is but one.
    static func contents(of document: PageDocument) -> String {
        let shown = document.parts.indices.filter { isListed($0, in: document) }
        guard shown.count > 1 else { return "" }
        let least = shown.map { document.parts[$0].depth }.min() ?? 1
        var html = HTMLBuffer()
        html.raw("<ol>")
        for position in shown.prefix(contentsLimit) {
            let part = document.parts[position]
            let depth = min(part.depth - least, 4)
            html.raw(depth == 0 ? "<li><a href=\"#" : "<li class=\"d")
            if depth > 0 {
                html.number(depth)
                html.raw("\"><a href=\"#")
            }
            html.attribute(part.address)
            html.raw("\">")
            html.text(title(of: part))
            html.raw("<i>")
            let lastPart = document.lastOfSubtree(at: position)
            let last = lastPart.lines.upperBound
            html.raw(last > part.lines.lowerBound ? "lines " : "line ")
            html.number(part.lines.lowerBound)
            if last > part.lines.lowerBound {
                html.raw("–".utf8)
                html.number(last)
            }
            html.raw(" · ~".utf8)
            let bytes = lastPart.range.upperBound - part.range.lowerBound
            html.number(PageDocument.estimatedTokens(bytes))
            html.raw(" tokens</i></a></li>")
        }
        if shown.count > contentsLimit {
            html.raw("<li>")
            html.number(shown.count - contentsLimit)
            html.raw(" more sections</li>")
        }
        html.raw("</ol>")
        return html.string
    }

    /// What a person would call the section.
    static func title(of part: PageDocument.Part) -> String {
        if !part.title.isEmpty { return part.kind == .tag ? "<\(part.title)>" : PlainText.line(part.title) }
        return switch part.kind {
        case .frontMatter: "Front matter"
        case .preamble: "Opening"
        case .text: "Text"
        default: part.kind.rawValue.capitalizedASCII
        }
    }

    private static func isListed(_ position: Int, in document: PageDocument) -> Bool {
        let part = document.parts[position]
        guard part.kind == .preamble || part.kind == .text else { return true }
        return document.source[part.range].contains { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
        }
    }

    private static func line(of diagnostic: Diagnostic, in document: PageDocument) -> Int? {
        guard let range = diagnostic.range else { return nil }
        var counter = LineCounter(document.source.bytes)
        guard range.upperBound <= document.source.count else { return nil }
        return counter.lines(of: range).lowerBound
    }

    private static func value(_ value: MetadataValue, in html: inout HTMLBuffer) {
        switch value {
        case .string(let text): html.text(text)
        case .array(let elements) where elements.allSatisfy { $0.array == nil && $0.object == nil }:
            html.raw("<ul class=\"chips\">")
            for element in elements {
                html.raw("<li>")
                self.value(element, in: &html)
                html.raw("</li>")
            }
            html.raw("</ul>")
        default:
            html.raw("<code>")
            html.text(value.json)
            html.raw("</code>")
        }
    }
}

extension String {
    /// The text with its first ASCII letter in upper case and `_` and `-` as spaces.
    var capitalizedASCII: String {
        let words = String(map { $0 == "_" || $0 == "-" ? " " : $0 })
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
