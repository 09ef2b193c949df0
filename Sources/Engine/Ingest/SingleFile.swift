public import SkillSplitHost

/// Parses a file that stands alone, for a look at what its parser makes of it.
public struct SingleFile: Sendable {
    private let registry: PluginRegistry

    public init(registry: PluginRegistry) {
        self.registry = registry
    }

    /// Parses one file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - forced: Whether the only parser of the registry takes the file whatever it claims.
    /// - Returns: The record that an ingest of the file's folder would make of it.
    /// - Throws: ``SkillSplitError`` when the file cannot be read or no parser claims it.
    public func parse(_ path: [UInt8], forced: Bool = false) throws(SkillSplitError) -> Record {
        let root = try IngestRoot(path)
        guard let name = root.fileName else {
            throw SkillSplitError(
                .usage,
                "'\(PathText.display(path))' is a folder",
                remedy: "Name files, or use 'skill-split ingest'."
            )
        }
        let content = try FileReader(root).read(name)
        let source = SourceBuffer(content.bytes)
        // The folders above tell a command from a note, so the whole path is what the parsers see.
        let probe = Probe(
            path: PathText.display(root.folderPath + [UInt8(ascii: "/")] + name),
            source: source,
            isExecutable: content.stamp.mode & 0o100 != 0
        )
        guard let parser = forced ? registry.parsers.first : registry.parser(for: probe) else {
            throw SkillSplitError(
                .notFound,
                "no parser claims '\(PathText.display(path))'",
                remedy: "Name one with --plugin; list them with 'skill-split plugins'."
            )
        }
        var diagnostics: [Diagnostic] = []
        let document = try parser.plugin.parse(ParseInput(source: source, probe: probe), diagnostics: &diagnostics)
        return Record(
            path: try DocumentPath([UInt8](name)),
            kind: parser.manifest.kind ?? .documentation,
            document: document,
            hash: Hashing.file(source.bytes),
            sectionHashes: Hashing.sections(of: document),
            permissions: UInt16(truncatingIfNeeded: content.stamp.mode & 0o7777),
            parser: parser.identity,
            diagnostics: diagnostics
        )
    }
}
