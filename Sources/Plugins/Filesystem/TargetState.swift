import Crypto
import SkillSplitHost

/// What skill-split wrote at a place.
struct TargetState: Hashable {
    /// Of a file's bytes, or of where a link points.
    let hash: ContentHash
    /// `nil` for a link.
    let permissions: UInt16?

    init(hash: ContentHash, permissions: UInt16?) {
        self.hash = hash
        self.permissions = permissions
    }

    /// What `record` asks for.
    ///
    /// The bits that let a file run as its owner or group are left out: a library must not hand out anyone's rights.
    init(_ record: Record) {
        if let link = record.linkTarget {
            self.init(link: link)
        } else {
            self.init(hash: record.hash, permissions: record.permissions & 0o777)
        }
    }

    init(link target: [UInt8]) {
        guard let hash = ContentHash(SHA256.hash(data: target)) else { preconditionFailure("a SHA-256 has 32 bytes") }
        self.init(hash: hash, permissions: nil)
    }
}
