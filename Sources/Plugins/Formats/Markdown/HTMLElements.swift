/// The names of HTML elements, in lower case.
enum HTMLElements {
    /// Elements whose content is taken as it stands, blank lines and all.
    static let verbatim: Set<String> = ["script", "pre", "style"]

    /// Elements whose tags open a raw HTML block even within a paragraph.
    static let blocks: Set<String> = [
        "address", "article", "aside", "base", "blockquote", "body", "caption", "center", "col", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "h1", "head",
        "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p",
        "section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "title", "tr", "ul",
    ]

    /// The length of the longest name in ``blocks``.
    static let longestBlock = 10

    /// Whether `name` is an element of HTML, whose tags are never sections.
    ///
    /// `output` and `template` are not: prompts use them as tags of their own, Markdown hardly ever as HTML.
    static func contains(_ name: String) -> Bool {
        all.contains(name)
    }

    private static let all: Set<String> = blocks.union(verbatim).union([
        "a", "abbr", "acronym", "applet", "area", "audio", "b", "basefont", "bdi", "bdo", "bgsound", "big", "blink",
        "br",
        "button", "canvas", "cite", "code", "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font",
        "frameset",
        "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "img", "input", "ins", "kbd", "label", "link", "map",
        "mark",
        "marquee", "math", "menuitem", "meta", "meter", "nobr", "noscript", "object", "param", "picture", "progress",
        "q",
        "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "search", "select", "slot", "small", "span", "strike", "strong",
        "sub", "sup", "svg", "textarea", "thead", "time", "track", "tt", "u", "var", "video", "wbr",
    ])
}
