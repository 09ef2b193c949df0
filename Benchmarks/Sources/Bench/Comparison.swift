/// One benchmark: pairs of runs, ours and the other program's.
struct Comparison {
    let name: String
    /// What was worked on.
    var input: String
    let other: String
    /// The ratio that must not be exceeded.
    let bar: Double
    /// The seconds to the end that must not be exceeded, instead of the ratio.
    var wallBar: Double?
    /// The seconds of processor time that are as good as the ratio.
    var cpuBar: Double?
    /// The peak memory that must not be exceeded, in bytes.
    var peakBar: Int?
    /// How many bytes each run goes through, where that rate is of interest.
    var bytes: Int?
    /// The rate that must be reached, in bytes a second.
    var rateBar: Double?
    private(set) var pairs: [(ours: Cost, theirs: Cost)] = []

    /// Runs both sides in turn, each first as often as the other; the first pair is not counted.
    mutating func measure(_ count: Int, ours: () throws -> Cost, theirs: () throws -> Cost) throws {
        for round in 0...count {
            var (mine, other): (Cost, Cost)
            if round.isMultiple(of: 2) {
                (mine, other) = (try ours(), try theirs())
            } else {
                other = try theirs()
                mine = try ours()
            }
            if round > 0 { pairs.append((mine, other)) }
        }
    }

    var wallRatios: [Double] { pairs.map { $0.ours.wall / $0.theirs.wall } }
    var cpuRatios: [Double] { pairs.map { $0.ours.cpu / $0.theirs.cpu } }
    var peak: Int { pairs.map(\.ours.peak).max() ?? 0 }
    var otherPeak: Int { pairs.map(\.theirs.peak).max() ?? 0 }

    /// In bytes a second of processor time.
    var rate: Double? {
        bytes.map { Double($0) / pairs.map(\.ours.cpu.seconds).median }
    }

    private var isFast: Bool {
        if let wallBar { return pairs.map(\.ours.wall.seconds).median <= wallBar }
        return wallRatios.median <= bar || pairs.map(\.ours.cpu.seconds).median <= cpuBar ?? 0
    }

    /// Whether every bar is kept.
    var isMet: Bool {
        isFast && peak <= peakBar ?? .max && rate ?? 0 >= rateBar ?? 0
    }
}

extension [Double] {
    var median: Double {
        let sorted = sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
