/// The text in which a shard writes words and places: no quotes, no backslashes, no line ends.
///
/// A word is one letter for the length that it shares with the word before, then its other bytes. A list of places is
/// the differences of the documents, times eight plus the weight, five bits a letter, lowest first, with the sixth bit
/// where more follow (as source maps do, without a sign).
enum ShardCode {
    static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static let values: [Int8] = {
        var values = [Int8](repeating: -1, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = Int8(value) }
        return values
    }()

    static func append(_ number: Int, to text: inout [UInt8]) {
        var rest = number
        repeat {
            let more = rest > 31
            text.append(letters[rest & 31 | (more ? 32 : 0)])
            rest >>= 5
        } while rest > 0
    }

    /// Reads the numbers of `text`; an empty list where a letter is wrong.
    static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
        var numbers: [Int] = []
        var value = 0
        var shift = 0
        for letter in text {
            let digit = Int(values[Int(letter)])
            guard digit >= 0, shift < 60 else { return [] }
            value |= (digit & 31) << shift
            if digit & 32 != 0 {
                shift += 5
            } else {
                numbers.append(value)
                value = 0
                shift = 0
            }
        }
        return numbers
    }

    static func value(of letter: UInt8) -> Int? {
        let value = values[Int(letter)]
        return value < 0 ? nil : Int(value)
    }
}
