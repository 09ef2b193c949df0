import SkillSplitFormats
import SkillSplitHost

/// Renders what is in a document, by its format.
enum ContentRenderer {
    /// The content of `document`.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - title: The position of the section whose heading is the page's title, if any.
    /// - Returns: HTML that holds allowed elements only, with what the search needs.
    static func render(_ document: PageDocument, title: Int?) -> PageBody {
        if let target = document.linkTarget { return link(to: target, of: document) }
        switch ContentFormat(document) {
        case .markdown: return markdown(document, title: title) ?? CodeView.render(document, title: title)
        case .json: return JSONEntries.render(document) ?? CodeView.render(document)
        case .code: return CodeView.render(document)
        case .bytes: return bytes(document)
        }
    }

    private static func markdown(_ document: PageDocument, title: Int?) -> PageBody? {
        let source = MarkdownSource(document, title: title)
        guard let html = MarkdownHTML.render(source.bytes) else { return nil }
        var builder = FragmentBuilder(document, source: source)
        return HTMLFragment.parse(RawTags.escapingOthers(in: html), into: &builder) ? builder.body : nil
    }

    private static func link(to target: [UInt8], of document: PageDocument) -> PageBody {
        var body = PageBody()
        var anchors = AnchorTable(document.parts.map(\.address))
        body.html.raw("<p>A symbolic link to <a")
        body.appendLink(LinkTarget(PathText.display(target), in: document.path), anchors: &anchors)
        body.html.raw("><code>")
        body.html.text(PathText.display(target))
        body.html.raw("</code></a>.</p>")
        return body
    }

    /// The largest image that is shown, in bytes.
    private static let imageLimit = 128 << 10

    private static func bytes(_ document: PageDocument) -> PageBody {
        var body = PageBody()
        if let type = EmbeddedImage.type(of: document.source.bytes), document.source.count <= imageLimit {
            body.html.raw("<p><img src=\"data:image/")
            body.html.raw(type.utf8)
            body.html.raw(";base64,")
            Base64.encode(document.source.bytes[...], into: &body.html.bytes)
            body.html.raw("\" alt=\"")
            body.html.attribute(document.path.name)
            body.html.raw("\"/></p>")
        } else {
            body.html.raw("<p>This file is not text; the site does not show it.</p>")
        }
        return body
    }
}
