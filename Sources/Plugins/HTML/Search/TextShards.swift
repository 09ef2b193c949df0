import SkillSplitHost

/// Groups the texts of documents into files that the search loads for the passages of its answers.
///
/// A file holds the texts of neighbours, deflated, and is named by a hash of them. A document starts a file where its
/// path's hash says so or the one before is full, so that an edit moves few borders.
struct TextShards {
    /// A part of the text of a document.
    struct Piece {
        let entry: Int
        let part: Int
    }

    /// Stands between the texts of two documents.
    static let separator: UInt8 = 0x1D

    /// A file is full with so many bytes of text.
    static let fileLimit = 16 << 10

    /// Which parts of which documents go into each file, in order.
    static func plan(_ entries: [SiteEntry]) -> [[Piece]] {
        var files: [[Piece]] = []
        var size = 0
        for (position, entry) in entries.enumerated() {
            // Each part of a long text has a file of its own, so that every file starts with a document or a part.
            let isLong = entry.textCounts.count > 1
            let isBorder = Fingerprint(of: entry.path.bytes).value & 7 == 0
            for (part, count) in entry.textCounts.enumerated() {
                if files.isEmpty || isLong || isBorder || size + count > fileLimit {
                    files.append([])
                    size = 0
                }
                files[files.count - 1].append(Piece(entry: position, part: part))
                size = isLong ? fileLimit : size + count
            }
        }
        return files
    }

    /// The file's bytes.
    static func encode(_ text: [UInt8], name: String, with deflater: Deflater) -> [UInt8] {
        var file = Array("skillSplit.text(\"\(name)\",\"".utf8)
        Base64.encode(deflater.deflate(text)[...], into: &file)
        return file + Array("\")".utf8)
    }

    /// The text in a file's bytes; `nil` where they were changed.
    static func decode(_ file: [UInt8]) -> [UInt8]? {
        guard let content = ShardRun.content(of: file), let deflated = Base64.decode(content) else { return nil }
        return Inflater.inflate(deflated)
    }
}
