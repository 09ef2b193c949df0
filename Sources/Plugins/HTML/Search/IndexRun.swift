import SkillSplitHost

/// Words in byte order with the documents that hold them, one after the other.
protocol IndexRun {
    /// The next word and its places, each an ordinal of the run above three bits of weight; `nil` at the end.
    mutating func next() throws(SkillSplitError) -> (word: [UInt8], places: [UInt32])?
}

/// A run in memory.
struct MemoryRun: IndexRun {
    private let table: WordTable
    private let order: [UInt32]
    private let places: [UInt32]
    /// Where the places of each word, by its number, start.
    private let starts: [Int]
    private var index = 0

    init(_ table: WordTable) {
        self.table = table
        order = (0..<UInt32(table.wordCount)).sorted { left, right in
            table.letters(of: Int(left)).lexicographicallyPrecedes(table.letters(of: Int(right)))
        }
        var counts = [Int](repeating: 0, count: table.wordCount + 1)
        for posting in table.postings { counts[Int(posting.word) + 1] += 1 }
        for word in 0..<table.wordCount { counts[word + 1] += counts[word] }
        starts = counts
        var places = [UInt32](repeating: 0, count: table.postings.count)
        for posting in table.postings {
            places[counts[Int(posting.word)]] = posting.place
            counts[Int(posting.word)] += 1
        }
        self.places = places
    }

    mutating func next() -> (word: [UInt8], places: [UInt32])? {
        guard index < order.count else { return nil }
        let word = Int(order[index])
        index += 1
        return (Array(table.letters(of: word)), Array(places[starts[word]..<starts[word + 1]]))
    }
}

/// A run that went to disk when memory was full.
struct SpooledRun: IndexRun {
    private let spool: Spool
    private let end: Int
    private var offset: Int
    private var buffer: ArraySlice<UInt8> = []

    /// Writes `table` to a spool of its own.
    init(_ table: WordTable, folder: String) throws(SkillSplitError) {
        let spool = try Spool(in: folder)
        var run = MemoryRun(table)
        var bytes: [UInt8] = []
        while let (word, places) = run.next() {
            bytes.append(UInt8(word.count))
            bytes.append(contentsOf: word)
            Self.append(UInt32(places.count), to: &bytes)
            for place in places { Self.append(place, to: &bytes) }
            if bytes.count >= 1 << 16 {
                _ = try spool.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        _ = try spool.append(bytes)
        end = spool.count
        offset = 0
        self.spool = spool
    }

    mutating func next() throws(SkillSplitError) -> (word: [UInt8], places: [UInt32])? {
        guard offset < end || !buffer.isEmpty else { return nil }
        try fill(1)
        let length = Int(buffer.removeFirst())
        try fill(length + 4)
        let word = Array(buffer.prefix(length))
        buffer = buffer.dropFirst(length)
        let count = Int(number())
        try fill(count * 4)
        var places: [UInt32] = []
        places.reserveCapacity(count)
        for _ in 0..<count { places.append(number()) }
        return (word, places)
    }

    private mutating func fill(_ count: Int) throws(SkillSplitError) {
        guard buffer.count < count else { return }
        let more = min(end - offset, max(count - buffer.count, 1 << 16))
        buffer = try Array(buffer)[...] + spool.read(Spool.Place(offset: offset, count: more))
        offset += more
    }

    private mutating func number() -> UInt32 {
        var value: UInt32 = 0
        for byte in buffer.prefix(4) { value = value << 8 | UInt32(byte) }
        buffer = buffer.dropFirst(4)
        return value
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
