import SkillSplitHost

/// Writes the files of the search.
struct SearchFiles {
    private let old: SiteManifest
    /// The files that are there already; their names are hashes of their content.
    private var known: Set<String>
    /// For each file of texts of the earlier run the number of texts in it.
    private var oldCounts: [String: Int] = [:]
    private let oldPlaces: [DocumentPath: Int]
    private var opened: (name: String, texts: [ArraySlice<UInt8>])?
    /// All files but the root.
    private(set) var files: [String] = []
    /// The names of the shards of terms, in order.
    private(set) var shards: [String] = []

    init(old: SiteManifest, entries: [SiteEntry]) {
        self.old = old
        known = Set(old.files)
        var places: [DocumentPath: Int] = [:]
        for (place, entry) in old.entries.enumerated() {
            places[entry.path] = place
            guard case .inShards(let names, _) = entry.text else { continue }
            for name in names { oldCounts[name, default: 0] += 1 }
        }
        oldPlaces = places
    }

    /// Writes the shards that changed, and gives the root that names them all.
    mutating func write(
        _ runs: [any IndexRun],
        spool: Spool,
        entries: inout [SiteEntry],
        in folder: inout SiteFolder
    ) throws(SkillSplitError) -> [UInt8] {
        let words = try writeTerms(runs, entries, in: &folder)
        let texts = try writeTexts(spool, &entries, in: &folder)
        return Self.root(entries, words: words, texts: texts)
    }

    private mutating func put(
        _ file: String,
        in folder: inout SiteFolder,
        _ bytes: () throws(SkillSplitError) -> [UInt8]
    ) throws(SkillSplitError) {
        files.append(file)
        guard known.insert(file).inserted || FileSystem.size(of: folder.path(of: file)) == nil else { return }
        try folder.put(try bytes(), at: file)
    }

    // MARK: Terms

    private mutating func writeTerms(
        _ runs: [any IndexRun],
        _ entries: [SiteEntry],
        in folder: inout SiteFolder
    ) throws(SkillSplitError) -> [UInt8] {
        var fromOld = [Int](repeating: -1, count: old.entries.count)
        var fromNew = [Int](repeating: -1, count: (entries.compactMap(\.ordinal).max() ?? -1) + 1)
        for (place, entry) in entries.enumerated() {
            if let ordinal = entry.ordinal {
                fromNew[ordinal] = place
            } else if let oldPlace = oldPlaces[entry.path] {
                fromOld[oldPlace] = place
            }
        }
        var sources = runs.map { IndexMerger.Source($0, documents: fromNew) }
        if fromOld.contains(where: { $0 >= 0 }) {
            sources.append(IndexMerger.Source(ShardRun(old.shards, in: folder), documents: fromOld))
        }
        var names: [UInt8] = []
        var merger = IndexMerger(sources, documentCount: entries.count)
        try merger.run { (shard) throws(SkillSplitError) in
            shards.append(shard.name)
            try put(SiteFiles.shard(shard.name), in: &folder) { () throws(SkillSplitError) in
                Array("skillSplit.terms(\"\(shard.name)\",\"".utf8) + shard.content + Array("\")".utf8)
            }
            if !names.isEmpty { names.append(UInt8(ascii: ",")) }
            names += shard.first + [UInt8(ascii: " ")] + Array(shard.name.utf8)
        }
        return names
    }

    // MARK: Texts

    private mutating func writeTexts(
        _ spool: Spool,
        _ entries: inout [SiteEntry],
        in folder: inout SiteFolder
    ) throws(SkillSplitError) -> [UInt8] {
        var list: [UInt8] = []
        var names = [[String]](repeating: [], count: entries.count)
        var positions = [Int](repeating: 0, count: entries.count)
        let deflater = try Deflater()
        for pieces in TextShards.plan(entries) {
            let name: String
            if let known = unchangedName(pieces, entries) {
                name = known
                files.append(SiteFiles.bucket(name))
            } else {
                var text: [UInt8] = []
                for (position, piece) in pieces.enumerated() {
                    if position > 0 { text.append(TextShards.separator) }
                    text.append(contentsOf: try self.text(of: piece, entries, spool, folder))
                }
                name = Fingerprint(of: text).shortText
                try put(SiteFiles.bucket(name), in: &folder) { () throws(SkillSplitError) in
                    TextShards.encode(text, name: name, with: deflater)
                }
            }
            for (position, piece) in pieces.enumerated() {
                names[piece.entry].append(name)
                if piece.part == 0 { positions[piece.entry] = position }
            }
            if !list.isEmpty { list.append(UInt8(ascii: ",")) }
            list += Array("\(name) \(pieces.count { $0.part == 0 })".utf8)
        }
        for place in entries.indices { entries[place].text = .inShards(names[place], position: positions[place]) }
        return list
    }

    /// The name of the file that holds just these texts since an earlier run.
    private func unchangedName(_ pieces: [TextShards.Piece], _ entries: [SiteEntry]) -> String? {
        var name: String?
        for (position, piece) in pieces.enumerated() {
            guard case .inShards(let names, let place) = entries[piece.entry].text, piece.part < names.count,
                name == nil || name == names[piece.part], piece.part > 0 || place == position
            else { return nil }
            name = names[piece.part]
        }
        return name.flatMap { oldCounts[$0] == pieces.count ? $0 : nil }
    }

    private mutating func text(
        of piece: TextShards.Piece,
        _ entries: [SiteEntry],
        _ spool: Spool,
        _ folder: SiteFolder
    ) throws(SkillSplitError) -> [UInt8] {
        switch entries[piece.entry].text {
        case .spooled(let places): return try spool.read(places[piece.part])
        case .inShards(let names, let position):
            let path = folder.path(of: SiteFiles.bucket(names[piece.part]))
            if opened?.name != names[piece.part] {
                guard let file = try FileSystem.read(path), let text = TextShards.decode(file) else {
                    throw ShardRun.damaged(path)
                }
                let texts = text.split(separator: TextShards.separator, omittingEmptySubsequences: false)
                opened = (names[piece.part], texts)
            }
            let index = piece.part == 0 ? position : 0
            guard let opened, index < opened.texts.count else { throw ShardRun.damaged(path) }
            return Array(opened.texts[index])
        }
    }

    // MARK: Root

    private static func root(_ entries: [SiteEntry], words: [UInt8], texts: [UInt8]) -> [UInt8] {
        let kinds = Set(entries.map(\.kind)).sorted()
        var numbers: [ComponentKind: Int] = [:]
        for (number, kind) in kinds.enumerated() { numbers[kind] = number }
        var root = Array("skillSplit.root([".utf8)
        for (number, kind) in kinds.enumerated() {
            if number > 0 { root.append(UInt8(ascii: ",")) }
            root += Array(MetadataValue.string(kind.rawValue).json.utf8)
        }
        root += Array("],\"".utf8)
        for entry in entries { root.append(ShardCode.letters[min(numbers[entry.kind] ?? 0, 63)]) }
        return root + Array("\",\"".utf8) + texts + Array("\",\"".utf8) + words + Array("\")".utf8)
    }
}
