import SkillSplitHost

/// Merges runs into the shards of terms that the search loads.
struct IndexMerger {
    /// A run, and the place of each of its documents among the site's; -1 for one that is gone.
    struct Source {
        var run: any IndexRun
        let documents: [Int]
        var head: (word: [UInt8], places: [UInt32])?

        init(_ run: any IndexRun, documents: [Int]) {
            self.run = run
            self.documents = documents
        }

        mutating func advance() throws(SkillSplitError) { head = try run.next() }
    }

    /// A shard that is ready to be written.
    struct Shard {
        let name: String
        let first: [UInt8]
        let content: [UInt8]
    }

    /// A shard is full with so many bytes, whatever the next word's hash.
    private static let shardLimit = 8 << 10

    private var sources: [Source]
    /// A word starts a shard where these bits of its hash are zero, so that an edit moves no other border.
    private let borderMask: UInt64

    /// - Parameters:
    ///   - sources: The runs.
    ///   - documentCount: Of the whole site: the more there are, the fewer words go into a shard.
    init(_ sources: [Source], documentCount: Int) {
        self.sources = sources
        var words: UInt64 = 256
        var documents = 2048
        while documents < documentCount, words > 16 {
            words /= 2
            documents *= 2
        }
        borderMask = words - 1
    }

    /// Calls `take` with each shard, in order.
    mutating func run(_ take: (Shard) throws(SkillSplitError) -> Void) throws(SkillSplitError) {
        for index in sources.indices { try sources[index].advance() }
        var content: [UInt8] = []
        var first: [UInt8] = []
        var last: [UInt8] = []
        while let (word, places) = try nextWord() {
            guard !places.isEmpty else { continue }
            let isBorder = WordTable.hash(word[...]) & borderMask == 0
            if !content.isEmpty, isBorder || content.count > Self.shardLimit {
                try take(Self.shard(first, content))
                content = []
            }
            if content.isEmpty {
                first = word
                last = []
            } else {
                content.append(UInt8(ascii: ","))
            }
            let shared = min(zip(word, last).prefix { $0 == $1 }.count, 63)
            content.append(ShardCode.letters[shared])
            content.append(contentsOf: word[shared...])
            content.append(UInt8(ascii: " "))
            var document = 0
            for place in places {
                ShardCode.append((place >> 3 - document) << 3 | place & 7, to: &content)
                document = place >> 3
            }
            last = word
        }
        if !content.isEmpty { try take(Self.shard(first, content)) }
    }

    /// The smallest word that is left, with its places in the site, in order.
    private mutating func nextWord() throws(SkillSplitError) -> (word: [UInt8], places: [Int])? {
        var smallest: [UInt8]?
        for index in sources.indices {
            guard let word = sources[index].head?.word else { continue }
            if smallest.map({ word.lexicographicallyPrecedes($0) }) ?? true { smallest = word }
        }
        guard let word = smallest else { return nil }
        var places: [Int] = []
        var isSorted = true
        for index in sources.indices where sources[index].head?.word == word {
            for place in sources[index].head?.places ?? [] {
                let ordinal = Int(place >> 3)
                guard ordinal < sources[index].documents.count, sources[index].documents[ordinal] >= 0 else { continue }
                let moved = sources[index].documents[ordinal] << 3 | Int(place & 7)
                if let previous = places.last, previous > moved { isSorted = false }
                places.append(moved)
            }
            try sources[index].advance()
        }
        if !isSorted { places.sort() }
        return (word, places)
    }

    private static func shard(_ first: [UInt8], _ content: [UInt8]) -> Shard {
        Shard(name: Fingerprint(of: content).shortText, first: first, content: content)
    }
}
