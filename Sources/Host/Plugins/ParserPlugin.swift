/// Splits the files of one kind into sections.
///
/// A parser is a value without state and does no I/O on ingested paths; many threads call it at once. A file that it
/// cannot understand is not an error: it returns ``Document/init(whole:kind:title:metadata:)`` and a diagnostic.
public protocol ParserPlugin: Sendable {
    associatedtype Options: PluginOptions = NoOptions

    static var manifest: PluginManifest { get }
    /// Small files and what becomes of them: run as tests, printed in the reference.
    static var examples: [ParserExample] { get }

    init(options: Options) throws(SkillSplitError)

    /// How sure the parser is that the file is its own; the strongest claim wins, the later registered on a tie.
    func claim(_ probe: Probe) -> Claim

    /// What of a file's place ``parse(_:diagnostics:)`` depends on, beside the bytes and the name.
    ///
    /// Of files of one content, one name and equal contexts, one is parsed, and the others get its document and
    /// diagnostics. `nil`, the default, says nothing: each file is parsed. An empty array says that the place does not
    /// matter.
    func context(of probe: Probe) -> [String]?

    /// Splits the file.
    ///
    /// - Throws: ``SkillSplitError`` only where the file cannot even be stored whole.
    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document
}

extension ParserPlugin {
    public func context(of probe: Probe) -> [String]? { nil }
}

/// How sure a parser is that a file is its own.
public enum Claim: Int, Sendable, Hashable, Comparable {
    /// Not this parser's.
    case none
    /// Any file would do.
    case fallback
    /// The extension says so.
    case byExtension
    /// The folder says so: `references/`, `scripts/`.
    case byFolder
    /// The bytes say so: front matter or keys that only this kind has.
    case byContent
    /// The folder and the extension together say so: `commands/x.md`, `agents/x.md`.
    case byLocation
    /// The full name says so: `SKILL.md`, `plugin.json`.
    case byName

    public static func < (left: Claim, right: Claim) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a parser may look at to claim a file.
public struct Probe: Sendable {
    /// The folders below the ingested root, from the top, as text; bytes that are not UTF-8 are shown as `\xNN`.
    public let folders: [String]
    /// The file's name.
    public let name: String
    /// The part of `name` after its last dot, in lower case; empty without one.
    public let fileExtension: String
    /// The first bytes of the file, at most ``headLength``.
    public let head: ArraySlice<UInt8>
    /// Whether the owner may execute the file.
    public let isExecutable: Bool
    /// The component whose folder the file lies in, by the registry's markers.
    public let component: Component?

    public static let headLength = 4096

    public init(
        folders: [String],
        name: String,
        head: ArraySlice<UInt8>,
        isExecutable: Bool = false,
        component: Component? = nil
    ) {
        self.folders = folders
        self.name = name
        self.head = head
        self.isExecutable = isExecutable
        self.component = component
        let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
        fileExtension = dot.map { name[name.utf8.index(after: $0)...].lowercased() } ?? ""
    }

    /// A probe of a file that is at hand: `path` uses `/`, relative to the ingested root.
    public init(path: String, source: SourceBuffer, isExecutable: Bool = false, component: Component? = nil) {
        var folders = path.split(separator: "/").map(String.init)
        let name = folders.popLast() ?? path
        self.init(
            folders: folders,
            name: name,
            head: source[ByteRange(0, Self.headLength)],
            isExecutable: isExecutable,
            component: component
        )
    }
}

/// A whole file for a parser.
public struct ParseInput: Sendable {
    public let source: SourceBuffer
    public let probe: Probe

    public init(source: SourceBuffer, probe: Probe) {
        self.source = source
        self.probe = probe
    }

    /// A file that is at hand: `path` uses `/`, relative to the ingested root.
    public init(path: String, source: SourceBuffer, isExecutable: Bool = false, component: Component? = nil) {
        self.init(
            source: source,
            probe: Probe(path: path, source: source, isExecutable: isExecutable, component: component)
        )
    }
}
