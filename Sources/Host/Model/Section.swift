/// A part of a file that can be found, read and addressed alone.
///
/// A section's own bytes run up to the start of the next section of any depth, so the sections of a file tile it. Its
/// parent is the nearest earlier section with a smaller ``depth``; its subtree is itself and all that follow with a
/// greater depth.
public struct Section: Sendable, Hashable {
    /// What a section is made of; an open set that plugins may extend.
    public struct Kind: RawRepresentable, Sendable, Hashable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A YAML block between `---` lines at the start of a file, with its delimiters.
        public static let frontMatter = Kind(rawValue: "front-matter")
        /// What stands before the first heading, tag, entry or definition.
        public static let preamble = Kind(rawValue: "preamble")
        /// A Markdown heading and the text below it.
        public static let heading = Kind(rawValue: "heading")
        /// A `<tag>` … `</tag>` block whose tags stand on lines of their own.
        public static let tag = Kind(rawValue: "tag")
        /// A member of a JSON object or an element of a JSON array.
        public static let entry = Kind(rawValue: "entry")
        /// A class, function or type of a script.
        public static let definition = Kind(rawValue: "definition")
        /// Text without further structure.
        public static let text = Kind(rawValue: "text")
        /// Bytes that are not text: an image, a font, an archive.
        public static let bytes = Kind(rawValue: "bytes")
    }

    public var kind: Kind
    /// What a person would call the section, on one line; may be empty.
    public var title: String
    /// How deep the section is nested, from 1.
    public var depth: Int
    /// The level of a Markdown heading, 1 to 6; `nil` for other kinds.
    public var headingLevel: Int?
    /// The section's own bytes.
    public var range: ByteRange

    public init(kind: Kind, title: String, depth: Int, headingLevel: Int? = nil, range: ByteRange) {
        self.kind = kind
        self.title = title
        self.depth = depth
        self.headingLevel = headingLevel
        self.range = range
    }
}
