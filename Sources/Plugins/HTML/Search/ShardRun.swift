import SkillSplitHost

/// The words of a site as an earlier run wrote them.
struct ShardRun: IndexRun {
    private let folder: SiteFolder
    private var names: ArraySlice<String>
    private var entries: ArraySlice<ArraySlice<UInt8>> = []
    private var last: [UInt8] = []

    init(_ names: [String], in folder: SiteFolder) {
        self.names = names[...]
        self.folder = folder
    }

    mutating func next() throws(SkillSplitError) -> (word: [UInt8], places: [UInt32])? {
        while entries.isEmpty {
            guard let name = names.popFirst() else { return nil }
            let file = SiteFiles.shard(name)
            guard let bytes = try FileSystem.read(folder.path(of: file)), let content = Self.content(of: bytes) else {
                throw Self.damaged(folder.path(of: file))
            }
            entries = content.split(separator: UInt8(ascii: ","))[...]
            last = []
        }
        guard let entry = entries.popFirst(), let first = entry.first, let shared = ShardCode.value(of: first),
            let space = entry.firstIndex(of: UInt8(ascii: " ")), shared <= last.count
        else { throw Self.damaged(folder.root) }
        last = Array(last.prefix(shared) + entry[(entry.startIndex + 1)..<space])
        var document = 0
        var places: [UInt32] = []
        for number in ShardCode.numbers(entry[(space + 1)...]) {
            document += number >> 3
            places.append(UInt32(truncatingIfNeeded: document << 3 | number & 7))
        }
        return (last, places)
    }

    /// What stands between the last two quotes of a shard's call.
    static func content(of file: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = file.lastIndex(of: UInt8(ascii: "\"")),
            let start = file[..<end].lastIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return file[(start + 1)..<end]
    }

    static func damaged(_ place: String) -> SkillSplitError {
        SkillSplitError(
            .corrupt,
            "the site at '\(place)' was changed by something else",
            remedy: "Remove the folder and export again."
        )
    }
}
