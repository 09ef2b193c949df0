import Mustache
import SkillSplitHost

/// Makes pages of documents: for a site in a folder, or one at a time for a server.
struct PageRenderer: Sendable {
    let templates: TemplateSet
    let site: SiteDetails

    /// The middle of the page of `document`.
    func render(_ document: PageDocument) -> RenderedDocument {
        let firstHeading = document.parts.firstIndex { $0.headingLevel != nil }
        let heading = firstHeading.map { PlainText.line(document.parts[$0].title) } ?? ""
        let name = document.name.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
        let shownTitle = name ?? (heading.isEmpty ? document.path.name : heading)
        // A page whose first heading says the same as its title shows it once.
        let isTitle =
            !heading.isEmpty && ContentFormat(document) == .markdown
            && Slug.make(of: heading) == Slug.make(of: shownTitle)
        let titlePart = isTitle ? firstHeading : nil
        let summary = document.description.map(PlainText.line) ?? ""
        let content = ContentRenderer.render(document, title: titlePart)
        let contents = PageParts.contents(of: document)
        let sentinel = "\u{1}content\u{1}"
        let frame = templates.render(
            .document,
            [
                "title": HTMLString(shownTitle),
                "titleAddress": HTMLString(titlePart.map { document.parts[$0].address } ?? ""),
                "hasTitleAddress": titlePart != nil,
                "summary": HTMLString(summary),
                "hasSummary": !summary.isEmpty && !document.isSummaryItsOpening,
                "kind": HTMLString(document.kind.rawValue.capitalizedASCII),
                "kindClass": HTMLString(PagePath.name(document.kind.rawValue)),
                "path": HTMLString(document.path.description),
                "facts": HTMLString(facts(of: document)),
                "metadata": PageParts.metadata(of: document),
                "diagnostics": PageParts.diagnostics(of: document),
                "contents": contents,
                "hasContents": !contents.isEmpty,
                "content": sentinel,
            ]
        )
        return RenderedDocument(
            title: shownTitle,
            summary: summary,
            body: content.framed(in: frame, at: sentinel)
        )
    }

    /// The page's bytes before and after the document.
    func frame(_ frame: PageFrame) -> (before: [UInt8], after: [UInt8]) {
        let sentinel = "\u{1}body\u{1}"
        let page = templates.render(.page, frame.context(site: site, body: sentinel))
        return Self.split(page, at: sentinel)
    }

    /// A whole page of the site's own, such as a list.
    func page(_ frame: PageFrame, body: String) -> [UInt8] {
        let (before, after) = self.frame(frame)
        return before + Array(body.utf8) + after
    }

    static func split(_ text: String, at sentinel: String) -> (before: [UInt8], after: [UInt8]) {
        let parts = Array(text.utf8)
        let mark = Array(sentinel.utf8)
        guard let start = parts.firstIndex(of: 1), parts[start...].starts(with: mark) else { return (parts, []) }
        return (Array(parts[..<start]), Array(parts[(start + mark.count)...]))
    }

    private func facts(of document: PageDocument) -> String {
        guard document.linkTarget == nil else { return "Symbolic link" }
        let bytes = document.source.count
        let size = bytes < 1024 ? "\(bytes) bytes" : "\((bytes + 512) / 1024) kB"
        guard let lines = document.parts.last?.lines.upperBound, document.parts.first?.kind != .bytes else {
            return size
        }
        func count(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
        let tokens = PageDocument.estimatedTokens(bytes)
        let mode = document.permissions & 0o100 != 0 ? " · executable" : ""
        return "\(count(lines, "line")) · \(size) · about \(count(tokens, "token"))\(mode)"
    }
}

extension PageBody {
    /// The body inside `frame`, in place of `sentinel`.
    fileprivate func framed(in frame: String, at sentinel: String) -> PageBody {
        let (before, after) = PageRenderer.split(frame, at: sentinel)
        var framed = self
        framed.html = HTMLBuffer(bytes: before + html.bytes + after)
        framed.links = links.map { Link(offset: $0.offset + before.count, path: $0.path, fragment: $0.fragment) }
        return framed
    }
}

extension PageFrame {
    fileprivate func context(site: SiteDetails, body: String) -> TemplateValues {
        let root = PagePath.root(from: page)
        func links(_ links: [Link]) -> [TemplateValues] {
            links.map { ["title": HTMLString($0.title), "url": HTMLString($0.url), "isCurrent": $0.isCurrent] }
        }
        var context: TemplateValues = [
            "title": HTMLString(title),
            "siteTitle": HTMLString(site.title),
            "isHome": page == SiteFiles.home,
            "isLive": site.isLive,
            "summary": HTMLString(summary),
            "hasSummary": !summary.isEmpty,
            "root": HTMLString(root),
            "url": HTMLString(page),
            "baseURL": HTMLString(site.baseURL ?? ""),
            "hasBaseURL": site.baseURL != nil,
            "breadcrumbs": links(breadcrumbs),
            "holders": links(holders),
            "hasHolders": !holders.isEmpty,
            "tabs": links(tabs),
            "hasTabs": !tabs.isEmpty,
            "files": links(files),
            "hasFiles": !files.isEmpty,
            "hasPager": previous != nil || next != nil,
            "collection": HTMLString(collection),
            "documentPath": HTMLString(documentPath),
            "permalinks": HTMLString(permalinks),
            "body": body,
        ]
        if let previous { context["previous"] = links([previous]) }
        if let next { context["next"] = links([next]) }
        return context
    }
}
