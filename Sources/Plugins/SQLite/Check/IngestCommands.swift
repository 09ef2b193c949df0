import SkillSplitHost

/// The commands that read files of a library anew, from the folder that each collection was last ingested from.
struct IngestCommands {
    private let roots: [[UInt8]: [UInt8]]

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        var roots: [[UInt8]: [UInt8]] = [:]
        // In order, so that the last one used stays.
        try connection.prepare("SELECT collection, path FROM roots ORDER BY used").forEachRow {
            row throws(SkillSplitError) in
            roots[row.bytes(0)] = row.bytes(1)
        }
        self.roots = roots
    }

    /// What to run for the files at `paths`.
    func command(for paths: [[UInt8]]) -> String {
        let collections = Set(paths.map { Array($0.prefix { $0 != UInt8(ascii: "/") }) })
        let commands = collections.sorted { $0.lexicographicallyPrecedes($1) }.map { collection in
            let root = roots[collection].flatMap(Self.plain) ?? "FOLDER"
            return "'skill-split ingest \(root) --collection \(Self.plain(collection) ?? "NAME")'"
        }
        return commands.isEmpty ? "'skill-split ingest' on its folder" : commands.joined(separator: " and ")
    }

    /// The text of `bytes` where a shell takes it as one word; a command that is pasted must not run what a path says.
    private static func plain(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "/._-+@:".unicodeScalars.contains(scalar)
        }
        return isPlain && !text.isEmpty ? text : nil
    }
}
