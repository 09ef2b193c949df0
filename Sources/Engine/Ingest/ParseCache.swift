import SkillSplitHost
import Synchronization

/// What the parsers of a run made of contents that they may meet again.
///
/// Memory is bounded by two generations: what is used stays in the younger one, and the older one goes when that is full.
final class ParseCache: Sendable {
    /// Equal keys mean equal entries, by the contract of ``ParserPlugin/context(of:)``.
    struct Key: Hashable {
        let hash: ContentHash
        let parser: String
        let name: String
        let context: [String]
    }

    /// A parsed file without its bytes.
    struct Entry: Sendable {
        let sections: [Section]
        let metadata: Metadata
        let outline: Outline
        let sectionHashes: [SectionHash]
        let diagnostics: [Diagnostic]
    }

    fileprivate struct Generations {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        /// Of `young`, in bytes.
        var size = 0
    }

    private let generations = Mutex(Generations())
    /// Of a generation, in bytes as they are estimated.
    private let limit: Int

    init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    subscript(key: Key) -> Entry? {
        generations.withLock { generations in
            if let entry = generations.young[key] { return entry }
            guard let entry = generations.old[key] else { return nil }
            generations.add(entry, key, limit: limit)
            return entry
        }
    }

    func add(_ entry: Entry, for key: Key) {
        generations.withLock { $0.add(entry, key, limit: limit) }
    }
}

extension ParseCache.Generations {
    fileprivate mutating func add(_ entry: ParseCache.Entry, _ key: ParseCache.Key, limit: Int) {
        if size >= limit {
            old = young
            young = [:]
            size = 0
        }
        if young.updateValue(entry, forKey: key) == nil { size += entry.size }
    }
}

extension ParseCache.Entry {
    /// What the entry takes in memory, roughly; metadata alone may be as large as its file.
    fileprivate var size: Int {
        var size = 500 + 300 * (sections.count + diagnostics.count)
        for field in metadata.fields { size += field.size }
        return size
    }
}

extension MetadataField {
    fileprivate var size: Int { 50 + name.utf8.count + value.size }
}

extension MetadataValue {
    fileprivate var size: Int {
        switch self {
        case .null, .bool, .integer, .number: 50
        case .string(let text): 50 + text.utf8.count
        case .array(let elements): elements.reduce(50) { $0 + $1.size }
        case .object(let fields): fields.reduce(50) { $0 + $1.size }
        }
    }
}
