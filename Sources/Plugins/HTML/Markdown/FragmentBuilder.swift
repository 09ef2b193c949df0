import SkillSplitHost

/// Writes a page's content from the events of an HTML parse, with allowed elements and attributes only.
///
/// Whatever the parser says, the output is well-formed: elements are closed by this stack, text is escaped here.
struct FragmentBuilder {
    /// Whether the heading that is the page's title comes next, or is being left out.
    private enum TitleHeading {
        case none, expected, skipped
    }

    private struct Open {
        let element: AllowedElement
        /// Whether it is written, or only its text.
        var isWritten = true
        /// The level that a heading is written with.
        var level = 0
        /// The block of a section that is a tag: its position.
        var tag: Int?
    }

    /// Deeper elements are left out, their text stays.
    private static let depthLimit = 100

    private let document: PageDocument
    private var anchors: AnchorTable
    private let nonce: [UInt8]
    private let tilde: LoneTilde?
    private var open: [Open] = []
    private var headings = HeadingLevels()
    private var pendingAnchor: Int?
    /// Whether the heading of a section is open: the search has its text as the section's title.
    private var isInTitle = false
    private var hasAnchor: [Bool]
    private var title = TitleHeading.none
    private var code: CodeBlock?
    private(set) var body = PageBody()

    init(_ document: PageDocument, source: MarkdownSource) {
        self.document = document
        nonce = source.nonce
        tilde = source.tilde
        anchors = AnchorTable(document.parts.map(\.address))
        // Front matter has its anchor above the content.
        hasAnchor = document.parts.map { $0.kind == .frontMatter }
    }

    /// Ends what is open.
    mutating func finish() {
        if code != nil { endCode() }
        while !open.isEmpty { close() }
        flushAnchor()
        for position in hasAnchor.indices where !hasAnchor[position] { writeAnchor(position) }
    }

    // MARK: Events

    mutating func start(_ name: UnsafePointer<UInt8>, _ count: Int, _ attributes: HTMLAttributes) {
        guard let element = AllowedElement.named(name, count) else { return }
        guard code == nil else {
            if element.rule == .code { code?.open(class: attributes["class"] ?? "") }
            return
        }
        if title == .expected { title = element.rule.isHeading ? .skipped : .none }
        var entry = Open(element: element)
        entry.isWritten = mayWrite(element)
        guard entry.isWritten else {
            open.append(entry)
            return
        }
        switch element.rule {
        case .unwrapped: entry.isWritten = false
        case .plain, .listItem: body.html.start(element, title: attributes["title"])
        case .void:
            body.html.void(element)
            return
        case .heading(let level): startHeading(level, &entry)
        case .link:
            body.html.raw("<a")
            body.appendLink(LinkTarget(value("href", of: attributes) ?? "", in: document.path), anchors: &anchors)
            body.html.raw(">")
        case .image:
            image(attributes)
            return
        case .checkbox:
            if attributes["type"]?.lowercased() == "checkbox" {
                body.html.checkbox(isDone: attributes.contains("checked"))
            }
            return
        case .orderedList: body.html.orderedList(from: attributes["start"].flatMap { Int($0) } ?? 1)
        case .cell: body.html.cell(element, alignment: attributes["align"]?.lowercased())
        case .table: body.html.raw("<div class=\"table\"><table>")
        case .pre: code = CodeBlock()
        case .code: body.html.raw("<code>")
        }
        open.append(entry)
    }

    mutating func end(_ name: UnsafePointer<UInt8>, _ count: Int) {
        guard let element = AllowedElement.named(name, count), element.rule != .void else { return }
        if code != nil {
            guard element.rule == .pre else { return }
            endCode()
        }
        guard let index = open.lastIndex(where: { $0.tag == nil && $0.element.name == element.name }) else { return }
        // A tag's block ends with its own mark only.
        guard !open[index...].contains(where: { $0.tag != nil }) else { return }
        while open.count > index { close() }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let shown = tilde?.showing(in: bytes) {
            shown.withUnsafeBufferPointer { visible($0) }
        } else {
            visible(bytes)
        }
    }

    private mutating func visible(_ bytes: UnsafeBufferPointer<UInt8>) {
        if code != nil {
            code?.bytes.append(contentsOf: bytes)
            return
        }
        if title == .expected, bytes.contains(where: { $0 > 0x20 }) { title = .none }
        if title != .skipped { body.html.text(bytes) }
        keep(bytes)
    }

    mutating func comment(_ text: UnsafeBufferPointer<UInt8>) {
        guard code == nil else { return }
        if title == .expected { title = .none }
        guard let (mark, position) = MarkdownSource.mark(text, nonce: nonce),
            document.parts.indices.contains(position), mark == .tagEnd || !hasAnchor[position]
        else {
            body.html.raw("<span class=\"comment\">&lt;!--")
            body.html.text(text)
            body.html.raw("--&gt;</span>")
            keep(text)
            return
        }
        if mark != .tagEnd { begin(position) }
        switch mark {
        case .section:
            pendingAnchor = position
            if document.parts[position].kind != .heading { flushAnchor() }
        case .title:
            // The page's own title has the address.
            hasAnchor[position] = true
            title = .expected
        case .tagStart: startTag(position)
        case .tagEnd: endTag(position)
        }
    }

    // MARK: Sections

    /// Starts a section: its text is found on its own.
    private mutating func begin(_ position: Int) {
        flushAnchor()
        let part = document.parts[position]
        body.text.append(SearchText(address: part.address, title: PlainText.line(part.title), text: []))
    }

    /// Writes the anchor of a section that has no heading of its own.
    private mutating func flushAnchor() {
        guard let position = pendingAnchor else { return }
        pendingAnchor = nil
        writeAnchor(position)
    }

    private mutating func writeAnchor(_ position: Int) {
        hasAnchor[position] = true
        body.html.raw("<span id=\"")
        body.html.attribute(document.parts[position].address)
        body.html.raw("\"></span>")
    }

    private mutating func startTag(_ position: Int) {
        let part = document.parts[position]
        hasAnchor[position] = true
        body.html.raw("<div class=\"tag\" id=\"")
        body.html.attribute(part.address)
        body.html.raw("\"><p class=\"tag-name\"><code>")
        let line = TagLine(firstOf: part.range, in: document.source.bytes)
        if let line { body.html.text(line.text) } else { body.html.text(part.title) }
        body.html.raw("</code></p>")
        open.append(Open(element: .tagBlock, tag: position))
    }

    private mutating func endTag(_ position: Int) {
        guard let index = open.lastIndex(where: { $0.tag == position }) else { return }
        while open.count > index { close() }
    }

    /// Keeps text for the search.
    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isInTitle, title != .skipped else { return }
        if body.text.isEmpty { body.text.append(SearchText(address: "", title: "", text: [])) }
        body.text[body.text.count - 1].text.append(contentsOf: bytes)
    }

    // MARK: Elements

    private func mayWrite(_ element: AllowedElement) -> Bool {
        guard open.count < Self.depthLimit, title != .skipped else { return false }
        guard !element.parents.isEmpty else {
            return element.rule != .link || !open.contains { $0.element.rule == .link }
        }
        guard let parent = open.last, parent.isWritten else { return false }
        return element.parents.contains(parent.element.name)
    }

    private func value(_ name: String, of attributes: HTMLAttributes) -> String? {
        let value = attributes[name]
        guard let tilde, let value else { return value }
        return tilde.showing(in: value)
    }

    private mutating func startHeading(_ level: Int, _ entry: inout Open) {
        headings.enter(level)
        entry.level = headings.current
        body.html.raw("<h")
        body.html.number(entry.level)
        if let position = pendingAnchor {
            pendingAnchor = nil
            hasAnchor[position] = true
            isInTitle = true
            body.html.raw(" id=\"")
            body.html.attribute(document.parts[position].address)
            body.html.raw("\"")
        }
        body.html.raw(">")
    }

    private mutating func image(_ attributes: HTMLAttributes) {
        let source = value("src", of: attributes) ?? ""
        let words = value("alt", of: attributes).flatMap { $0.isEmpty ? nil : $0 }
        if EmbeddedImage.isAllowed(source) {
            body.html.raw("<img src=\"")
            body.html.attribute(source)
            body.html.raw("\" alt=\"")
            body.html.attribute(words ?? "")
            body.html.raw("\"/>")
            return
        }
        let target = LinkTarget(source, in: document.path)
        let isInLink = open.contains { $0.element.rule == .link && $0.isWritten }
        body.html.raw(isInLink ? "<span class=\"image\">" : "<a")
        if !isInLink {
            body.appendLink(target, anchors: &anchors)
            body.html.raw("><span class=\"image\">")
        }
        body.html.text(words ?? source.split(separator: "/").last.map(String.init) ?? "image")
        body.html.raw(isInLink ? "</span>" : "</span></a>")
    }

    private mutating func endCode() {
        guard let block = code else { return }
        code = nil
        body.html.raw(block.opening.utf8)
        Highlighter(CodeLanguage.named(block.language ?? "")).append(block.bytes[...], to: &body.html)
        body.html.raw("</code>")
        block.bytes.withUnsafeBufferPointer { keep($0) }
    }

    /// Closes the innermost element.
    private mutating func close() {
        guard let entry = open.popLast() else { return }
        if entry.element.rule.isHeading {
            if title == .skipped { title = .none }
            isInTitle = false
        }
        guard entry.isWritten else { return }
        switch entry.element.rule {
        case .heading:
            body.html.raw("</h")
            body.html.number(entry.level)
        case .table: body.html.raw("</table></div")
        default:
            body.html.raw("</")
            body.html.raw(entry.element.name.utf8)
        }
        body.html.raw(">")
    }
}
