/// The words of documents and where they occur, in the order of the documents.
///
/// A word is a run of letters and digits, in lower case; a character of Chinese or Japanese is a word of its own. The
/// script of the search cuts queries in the same way.
struct WordTable {
    enum Field: UInt8 {
        case text = 0
        case summary = 1
        case heading = 2
        case title = 4
    }

    struct Posting {
        let word: UInt32
        /// The document's ordinal and, in the low three bits, how well the word says what the document is about.
        let place: UInt32
    }

    private static let longestWord = 40

    private(set) var letters: [UInt8] = []
    /// The start of each word in ``letters``; one more at the end.
    private(set) var starts: [UInt32] = [0]
    private(set) var postings: [Posting] = []

    /// For each word the upper half of its hash above its number from 1; 0 for an empty slot.
    private var slots = [UInt64](repeating: 0, count: 1 << 14)
    /// For each word its posting of the current document, from 1.
    private var latest: [UInt32] = []
    private var firstOfDocument = 0
    private var fields: [UInt8] = []
    private var counts: [UInt8] = []
    private var ordinal: UInt32 = 0

    var wordCount: Int { starts.count - 1 }

    /// About how many bytes it takes.
    var size: Int { letters.count + starts.count * 12 + postings.count * 8 + slots.count * 8 }

    func letters(of word: Int) -> ArraySlice<UInt8> { letters[Int(starts[word])..<Int(starts[word + 1])] }

    mutating func begin(_ ordinal: Int) {
        self.ordinal = UInt32(ordinal)
        firstOfDocument = postings.count
        fields.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    /// Adds the words of `text`.
    mutating func add(_ text: ArraySlice<UInt8>, _ field: Field) {
        text.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestWord + 1) { letters in
                var word = Word(letters)
                var index = 0
                while index < source.count {
                    let byte = source[index]
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                        word.append(byte)
                        index += 1
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                        word.append(byte | 0x20)
                        index += 1
                    case 0x00...0x7F:
                        if word.count > 0 { end(&word, field) }
                        index += 1
                    default:
                        let length = max(1, UTF8Scalars.length(at: index, in: source))
                        character(UTF8Scalars.value(at: index, length: length, in: source), &word, field)
                        index += length
                    }
                }
                if word.count > 0 { end(&word, field) }
            }
        }
    }

    /// Weighs the words of the document.
    mutating func end() {
        for offset in 0..<fields.count {
            let posting = postings[firstOfDocument + offset]
            let weight = Self.weight(fields: fields[offset], count: counts[offset])
            postings[firstOfDocument + offset] = Posting(word: posting.word, place: ordinal << 3 | UInt32(weight))
        }
        fields.removeAll(keepingCapacity: true)
    }

    /// 0 to 7; the script has a factor for each.
    private static func weight(fields: UInt8, count: UInt8) -> UInt8 {
        if fields & Field.title.rawValue != 0 { return count >= 4 ? 7 : 6 }
        if fields & Field.heading.rawValue != 0 { return 5 }
        if fields & Field.summary.rawValue != 0 { return 4 }
        return switch count {
        case 0...1: 0
        case 2...3: 1
        case 4...9: 2
        default: 3
        }
    }

    private mutating func character(_ value: UInt32, _ word: inout Word, _ field: Field) {
        guard let scalar = UnicodeScalar(value) else { return }
        if WordCharacter.standsAlone(value) {
            if word.count > 0 { end(&word, field) }
            for byte in UTF8.encode(scalar) ?? .init() { word.append(byte) }
            end(&word, field)
        } else if WordCharacter.isInWord(scalar) {
            for byte in scalar.properties.lowercaseMapping.utf8 { word.append(byte) }
        } else if word.count > 0 {
            end(&word, field)
        }
    }

    private mutating func end(_ word: inout Word, _ field: Field) {
        defer { word.count = 0 }
        guard word.count > 1 || word.letters[0] >= 0x80, word.count <= Self.longestWord else { return }
        let index = Int(find(UnsafeBufferPointer(rebasing: word.letters[..<word.count])))
        let known = Int(latest[index]) - 1
        if known >= firstOfDocument {
            fields[known - firstOfDocument] |= field.rawValue
            if counts[known - firstOfDocument] < 255 { counts[known - firstOfDocument] += 1 }
        } else {
            postings.append(Posting(word: UInt32(index), place: ordinal << 3))
            fields.append(field.rawValue)
            counts.append(1)
            latest[index] = UInt32(postings.count)
        }
    }

    /// The number of `word`, which is added where it is new.
    private mutating func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if latest.count * 2 > slots.count { grow() }
        let mask = slots.count - 1
        let hash = Self.hash(word)
        let high = hash & 0xFFFF_FFFF_0000_0000
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let candidate = slots[slot]
            if candidate & 0xFFFF_FFFF_0000_0000 == high, isWord(Int(candidate & 0xFFFF_FFFF) - 1, word) {
                return UInt32(truncatingIfNeeded: candidate) - 1
            }
            slot = (slot + 1) & mask
        }
        letters.append(contentsOf: word)
        starts.append(UInt32(letters.count))
        latest.append(0)
        slots[slot] = high | UInt64(latest.count)
        return UInt32(latest.count - 1)
    }

    private func isWord(_ index: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[index])
        guard Int(starts[index + 1]) - start == word.count else { return false }
        for offset in 0..<word.count where letters[start + offset] != word[offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for index in 0..<wordCount {
            let hash = Self.hash(letters(of: index))
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
        }
    }

    static func hash(_ word: ArraySlice<UInt8>) -> UInt64 { word.withUnsafeBufferPointer(hash) }

    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash ^ hash >> 29
    }
}

/// A word that is being read; of one that is too long only the number of its bytes is right.
private struct Word {
    let letters: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    init(_ letters: UnsafeMutableBufferPointer<UInt8>) { self.letters = letters }

    mutating func append(_ byte: UInt8) {
        if count < letters.count { letters[count] = byte }
        count += 1
    }
}
