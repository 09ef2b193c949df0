import Crypto
import SkillSplitHost

/// What skill-split wrote into a target, so that it knows its own files again.
///
/// Stands in the target as `.skill-split-export`: for each file its hash, a space, its path and a NUL, in path order.
struct ExportManifest: Sendable, Equatable {
    static let name = ".skill-split-export"

    private var hashes: [DocumentPath: ContentHash] = [:]

    init() {}

    /// Reads the bytes of a manifest; entries that are not well-formed are as good as none.
    init(_ bytes: [UInt8]) {
        for entry in bytes.split(separator: 0) {
            guard entry.count > 65, let path = try? DocumentPath(Array(entry.dropFirst(65))) else { continue }
            let digits = String(decoding: entry.prefix(64), as: UTF8.self)
            let bytes = stride(from: 0, to: 64, by: 2).compactMap { offset in
                UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
            }
            hashes[path] = ContentHash(bytes)
        }
    }

    subscript(path: DocumentPath) -> ContentHash? {
        get { hashes[path] }
        set { hashes[path] = newValue }
    }

    var bytes: [UInt8] {
        hashes.sorted { $0.key < $1.key }.flatMap { Array("\($0.value) ".utf8) + $0.key.bytes + [0] }
    }
}

extension Record {
    /// What the manifest remembers: the hash of the bytes, of a link that of where it points.
    var targetHash: ContentHash {
        linkTarget.map { ContentHash(link: $0) } ?? hash
    }
}

extension ContentHash {
    /// The hash of a link's target.
    init(link target: [UInt8]) {
        guard let hash = ContentHash(SHA256.hash(data: target)) else { preconditionFailure("a SHA-256 has 32 bytes") }
        self = hash
    }
}
