import SkillSplitHost

/// Shows a text file as it is: line numbers beside it, an anchor for each section, words marked by its language.
enum CodeView {
    /// - Parameters:
    ///   - document: The document.
    ///   - title: The position of the section whose address the page's title has already, if any.
    /// - Returns: The code, and what the search needs.
    static func render(_ document: PageDocument, title: Int? = nil) -> PageBody {
        var body = PageBody()
        guard document.source.count > 0 else {
            body.html.raw("<p>This file is empty.</p>")
            return body
        }
        let language = CodeLanguage.named(languageName(of: document))
        body.html.raw("<div class=\"code\"><pre class=\"lines\" aria-hidden=\"true\">")
        for line in 1...lineCount(of: document) {
            body.html.number(line)
            body.html.raw("\n")
        }
        body.html.raw("</pre><pre><code>")
        for (position, part) in document.parts.enumerated() {
            body.html.raw("<span")
            if position != title {
                body.html.raw(" id=\"")
                body.html.attribute(part.address)
                body.html.raw("\"")
            }
            body.html.raw(">")
            Highlighter(language).append(document.source[part.range], to: &body.html)
            body.html.raw("</span>")
            body.text.append(
                SearchText(address: part.address, title: part.title, text: Array(document.source[part.range]))
            )
        }
        body.html.raw("</code></pre></div>")
        return body
    }

    private static func lineCount(of document: PageDocument) -> Int {
        document.parts.last?.lines.upperBound ?? 1
    }

    /// The extension, or what a shebang or a well-known name says.
    private static func languageName(of document: PageDocument) -> String {
        let name = document.fileExtension
        guard name.isEmpty else { return name }
        let head = String(decoding: document.source[ByteRange(0, 80)], as: UTF8.self)
        guard head.hasPrefix("#!") else { return document.path.name.lowercased() }
        let line = head.prefix { $0 != "\n" && $0 != "\r\n" }
        for name in ["python", "node", "ruby", "perl", "swift"] where line.contains(name) {
            return name == "node" ? "js" : name
        }
        return "sh"
    }
}
