import SkillSplitHost

/// What was measured, for people and for programs.
enum Report {
    static func table(_ comparisons: [Comparison]) -> String {
        let head = [
            "benchmark", "input", "against", "ours", "theirs", "ratio", "range", "cpu ratio", "peak", "theirs", "bar",
            "",
        ]
        let rows = comparisons.map(row)
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { cells in
            let line = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return line.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func row(_ comparison: Comparison) -> [String] {
        let ratios = comparison.wallRatios
        var bars = ["≤ \(number(comparison.bar))"]
        if let seconds = comparison.wallBar { bars[0] = "≤ \(number(seconds * 1000)) ms" }
        if let seconds = comparison.cpuBar { bars[0] += " or \(number(seconds)) CPU s" }
        if let limit = comparison.peakBar { bars.append("≤ \(megabytes(limit))") }
        if let rate = comparison.rateBar { bars.append("≥ \(perSecond(rate))") }
        return [
            comparison.name,
            comparison.input,
            comparison.other,
            milliseconds(comparison.pairs.map(\.ours.wall)) + (comparison.rate.map { ", \(perSecond($0))" } ?? ""),
            milliseconds(comparison.pairs.map(\.theirs.wall)),
            number(ratios.median),
            "\(number(ratios.min() ?? .nan)) to \(number(ratios.max() ?? .nan))",
            number(comparison.cpuRatios.median),
            comparison.peak == 0 ? "" : megabytes(comparison.peak),
            comparison.otherPeak == 0 ? "" : megabytes(comparison.otherPeak),
            bars.joined(separator: ", "),
            comparison.isMet ? "met" : "missed",
        ]
    }

    /// Times in seconds, sizes in bytes.
    static func json(_ comparisons: [Comparison]) -> String {
        MetadataValue.array(
            comparisons.map { comparison in
                var fields = [
                    MetadataField("benchmark", .string(comparison.name)),
                    MetadataField("input", .string(comparison.input)),
                    MetadataField("against", .string(comparison.other)),
                    MetadataField("ratio", .number(comparison.wallRatios.median)),
                    MetadataField("cpu_ratio", .number(comparison.cpuRatios.median)),
                    MetadataField("bar", .number(comparison.bar)),
                    MetadataField("met", .bool(comparison.isMet)),
                ]
                if let rate = comparison.rate { fields.append(MetadataField("bytes_per_second", .number(rate))) }
                fields.append(
                    MetadataField(
                        "pairs",
                        .array(
                            comparison.pairs.map { pair in
                                .object([
                                    MetadataField("ours", json(pair.ours)), MetadataField("theirs", json(pair.theirs)),
                                ])
                            }
                        )
                    )
                )
                return .object(fields)
            }
        ).json
    }

    private static func json(_ cost: Cost) -> MetadataValue {
        .object([
            MetadataField("wall", .number(cost.wall.seconds)),
            MetadataField("cpu", .number(cost.cpu.seconds)),
            MetadataField("peak", .integer(Int64(cost.peak))),
        ])
    }

    private static func milliseconds(_ times: [Duration]) -> String {
        "\(number(times.map(\.seconds).median * 1000)) ms"
    }

    private static func megabytes(_ bytes: Int) -> String { "\(bytes >> 20) MiB" }

    private static func perSecond(_ rate: Double) -> String { "\(Int(rate / 1e6)) MB/s" }

    /// Two decimals, or none from 100 on.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if value >= 100 { return "\(Int(value.rounded()))" }
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
