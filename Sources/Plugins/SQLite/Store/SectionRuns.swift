import SkillSplitHost

/// The sections of a file in order, as runs of ascending ids.
///
/// The rows of a file that is stored at once have ids one after another, and edits make few more runs, so the order of a
/// file is a handful of bytes in its row.
struct SectionRuns: Equatable {
    private(set) var runs: [ClosedRange<Int64>] = []

    init(_ ids: some Sequence<Int64>) {
        for id in ids {
            if let last = runs.last, last.upperBound + 1 == id {
                runs[runs.count - 1] = last.lowerBound...id
            } else {
                runs.append(id...id)
            }
        }
    }

    /// Reads what ``json`` wrote; of damaged bytes, what can be read.
    init(json bytes: UnsafeBufferPointer<UInt8>) {
        var first: Int64?
        var number: Int64?
        for byte in bytes {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                number = (number ?? 0) &* 10 &+ Int64(byte - UInt8(ascii: "0"))
            } else if let value = number {
                if let lower = first, value >= lower { runs.append(lower...value) }
                first = first == nil ? value : nil
                number = nil
            }
        }
    }

    /// `[[1,20],[57,57]]`.
    var json: String {
        "[" + runs.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",") + "]"
    }

    var ids: some Sequence<Int64> { runs.lazy.joined() }

    /// The place of `id` in the file; `nil` where the file does not hold it.
    func position(of id: Int64) -> Int? {
        var position = 0
        for run in runs {
            if run.contains(id) { return position + Int(id - run.lowerBound) }
            position += run.count
        }
        return nil
    }

    /// The runs of the sections at `positions`.
    func slice(_ positions: ClosedRange<Int>) -> [ClosedRange<Int64>] {
        var slice: [ClosedRange<Int64>] = []
        var start = 0
        for run in runs {
            let lower = max(positions.lowerBound - start, 0)
            let upper = min(positions.upperBound - start, run.count - 1)
            if lower <= upper { slice.append((run.lowerBound + Int64(lower))...(run.lowerBound + Int64(upper))) }
            start += run.count
        }
        return slice
    }
}

extension Statement {
    func runs(_ column: Int32) -> SectionRuns {
        withBytes(column) { SectionRuns(json: $0) }
    }
}
