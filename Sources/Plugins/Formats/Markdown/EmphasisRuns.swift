/// A run of `*` or `_`.
struct EmphasisRun {
    let mark: UInt8
    let length: Int
    let canOpen: Bool
    let canClose: Bool
    /// The part of it in the output that no emphasis has taken.
    var rest: Range<Int>

    /// The run at `range` of `source`, which goes to `outputStart`.
    init(in source: [UInt8], at range: Range<Int>, outputStart: Int) {
        mark = source[range.lowerBound]
        length = range.count
        rest = outputStart..<(outputStart + range.count)
        let before = Neighbour(before: range.lowerBound, in: source)
        let after = Neighbour(after: range.upperBound, in: source)
        let isLeft = after != .space && (after == .letter || before != .letter)
        let isRight = before != .space && (before == .letter || after != .letter)
        if mark == UInt8(ascii: "*") {
            (canOpen, canClose) = (isLeft, isRight)
        } else {
            canOpen = isLeft && (!isRight || before == .punctuation)
            canClose = isRight && (!isLeft || after == .punctuation)
        }
    }

    /// Whether emphasis can reach from here to `closing`, by CommonMark's rule of three.
    fileprivate func matches(_ closing: EmphasisRun) -> Bool {
        guard canOpen, mark == closing.mark, !rest.isEmpty else { return false }
        guard canClose || closing.canOpen, (length + closing.length) % 3 == 0 else { return true }
        return length % 3 == 0 && closing.length % 3 == 0
    }

    private enum Neighbour {
        case space, punctuation, letter

        init(before offset: Int, in source: [UInt8]) {
            var start = offset - 1
            while start > 0, start > offset - 4, source[start] & 0xC0 == 0x80 { start -= 1 }
            self.init(start < 0 ? nil : String(decoding: source[start..<offset], as: UTF8.self).unicodeScalars.first)
        }

        init(after offset: Int, in source: [UInt8]) {
            let end = min(offset + 4, source.count)
            self.init(String(decoding: source[offset..<end], as: UTF8.self).unicodeScalars.first)
        }

        private init(_ scalar: Unicode.Scalar?) {
            guard let scalar else {
                self = .space
                return
            }
            switch scalar.properties.generalCategory {
            case .spaceSeparator: self = .space
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation:
                self = .punctuation
            default:
                if scalar.isASCII, UInt8(scalar.value).isASCIIPunctuation {
                    self = .punctuation
                } else {
                    self = (0x09...0x0D).contains(scalar.value) ? .space : .letter
                }
            }
        }
    }
}

/// The runs of a text, and the marks among its output that are no part of what is read.
struct EmphasisRuns {
    private var runs: [EmphasisRun] = []
    private var removed: [Range<Int>] = []

    var count: Int { runs.count }

    mutating func add(_ run: EmphasisRun) {
        runs.append(run)
    }

    mutating func remove(_ range: Range<Int>) {
        removed.append(range)
    }

    /// Pairs the runs from `bottom` on, and forgets them.
    mutating func resolve(from bottom: Int) {
        var closing = bottom
        while closing < runs.count {
            guard runs[closing].canClose, !runs[closing].rest.isEmpty,
                let opening = runs[bottom..<closing].lastIndex(where: { $0.matches(runs[closing]) })
            else {
                closing += 1
                continue
            }
            let length = min(runs[opening].rest.count, runs[closing].rest.count, 2)
            removed.append(takeLast(length, of: opening))
            removed.append(takeFirst(length, of: closing))
            runs.removeSubrange((opening + 1)..<closing)
            closing = opening + 1
        }
        runs.removeSubrange(bottom...)
    }

    private mutating func takeLast(_ length: Int, of position: Int) -> Range<Int> {
        let rest = runs[position].rest
        runs[position].rest = rest.lowerBound..<(rest.upperBound - length)
        return (rest.upperBound - length)..<rest.upperBound
    }

    private mutating func takeFirst(_ length: Int, of position: Int) -> Range<Int> {
        let rest = runs[position].rest
        runs[position].rest = (rest.lowerBound + length)..<rest.upperBound
        return rest.lowerBound..<(rest.lowerBound + length)
    }

    /// `output` without the marks.
    func removeMarks(from output: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(output.count)
        var start = 0
        for range in removed.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            plain += output[start..<range.lowerBound]
            start = range.upperBound
        }
        return plain + output[start...]
    }
}
