import SkillSplitHost

/// Bytes that wait on disk until the site is put together, so that memory does not grow with them.
final class Spool {
    /// Where something lies in a spool.
    struct Place: Sendable, Hashable {
        let offset: Int
        let count: Int
    }

    private let file: Int32
    private let folder: String
    private var pending: [UInt8] = []
    private var written = 0

    /// Makes an empty spool on the disk that holds `folder`.
    init(in folder: String) throws(SkillSplitError) {
        self.folder = folder
        file = try FileSystem.openSpool(in: folder)
    }

    deinit { FileSystem.shut(file) }

    /// The number of bytes in it.
    var count: Int { written + pending.count }

    func append(_ bytes: [UInt8]) throws(SkillSplitError) -> Place {
        let place = Place(offset: count, count: bytes.count)
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 20 { try flush() }
        return place
    }

    func read(_ place: Place) throws(SkillSplitError) -> [UInt8] {
        if place.offset + place.count > written { try flush() }
        let bytes = try FileSystem.readAll(file, count: place.count, at: place.offset, of: folder)
        guard bytes.count == place.count else { throw FileSystem.failure("cannot read back from '\(folder)'", 5) }
        return bytes
    }

    private func flush() throws(SkillSplitError) {
        let problem = FileSystem.append(pending, to: file)
        guard problem == 0 else { throw FileSystem.failure("cannot write in '\(folder)'", problem) }
        written += pending.count
        pending.removeAll(keepingCapacity: true)
    }
}
