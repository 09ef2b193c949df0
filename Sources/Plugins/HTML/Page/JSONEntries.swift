import SkillSplitFormats
import SkillSplitHost

/// Shows a JSON file as entries that people can read, with its source behind a fold.
struct JSONEntries {
    /// Values nested deeper are shown as source.
    private static let depthLimit = 12
    /// The largest source that is shown below its entries, in bytes.
    private static let sourceLimit = 32 << 10

    private let document: PageDocument
    private var nextPart = 0
    private var body = PageBody()

    /// The entries of `document`; `nil` where it is not JSON.
    static func render(_ document: PageDocument) -> PageBody? {
        var diagnostics: [Diagnostic] = []
        let json = JSONDocument.split(document.source, diagnostics: &diagnostics)
        guard let root = json.root, root.isObject || root.isArray else { return nil }
        var entries = JSONEntries(document: document)
        entries.value(root, depth: 0)
        entries.remainingAnchors()
        entries.source()
        for part in document.parts {
            entries.body.text.append(
                SearchText(address: part.address, title: part.title, text: Array(document.source[part.range]))
            )
        }
        return entries.body
    }

    private init(document: PageDocument) {
        self.document = document
    }

    private mutating func value(_ node: JSONNode, depth: Int) {
        let children = node.isObject || node.isArray ? node.children : []
        if depth >= Self.depthLimit {
            body.html.raw("<code>")
            body.html.text(document.source[node.range])
            body.html.raw("</code>")
        } else if node.isObject, !children.isEmpty {
            body.html.raw("<dl class=\"json\">")
            for child in children {
                body.html.raw("<dt")
                anchor(of: child.keyRange?.lowerBound ?? child.range.lowerBound)
                body.html.raw(">")
                body.html.text(child.key ?? "")
                body.html.raw("</dt><dd>")
                value(child, depth: depth + 1)
                body.html.raw("</dd>")
            }
            body.html.raw("</dl>")
        } else if node.isArray, !children.isEmpty {
            body.html.raw("<ol class=\"json\">")
            for child in children {
                body.html.raw("<li")
                anchor(of: child.range.lowerBound)
                body.html.raw(">")
                value(child, depth: depth + 1)
                body.html.raw("</li>")
            }
            body.html.raw("</ol>")
        } else if let text = node.string {
            body.html.raw("<span class=\"string\">")
            body.html.text(text)
            body.html.raw("</span>")
        } else {
            body.html.raw("<code>")
            body.html.text(document.source[node.range])
            body.html.raw("</code>")
        }
    }

    /// The address of the section that starts with the member at `offset`, as an `id`.
    private mutating func anchor(of offset: Int) {
        while nextPart < document.parts.count, document.parts[nextPart].range.upperBound <= offset { nextPart += 1 }
        guard nextPart < document.parts.count, document.parts[nextPart].range.lowerBound <= offset,
            document.parts[nextPart].kind == .entry
        else { return }
        body.html.raw(" id=\"")
        body.html.attribute(document.parts[nextPart].address)
        body.html.raw("\"")
        anchored.insert(nextPart)
        nextPart += 1
    }

    private var anchored: Set<Int> = []

    /// Sections that no entry stands for have an anchor all the same.
    private mutating func remainingAnchors() {
        for (position, part) in document.parts.enumerated() where !anchored.contains(position) {
            body.html.raw("<span id=\"")
            body.html.attribute(part.address)
            body.html.raw("\"></span>")
        }
    }

    private mutating func source() {
        guard document.source.count <= Self.sourceLimit else { return }
        body.html.raw("<details class=\"source\"><summary>Source</summary><pre data-lang=\"json\"><code>")
        Highlighter(CodeLanguage.named("json")).append(document.source.bytes[...], to: &body.html)
        body.html.raw("</code></pre></details>")
    }
}
