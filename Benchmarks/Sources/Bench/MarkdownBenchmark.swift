import CMarkdownReference
import SkillSplitFormats

/// The Markdown splitter alone, on one core, in memory.
enum MarkdownBenchmark {
    static func run(_ bench: BenchContext) throws -> [Comparison] {
        let files = try bench.workspace.files(endingWith: ".md")
        // md4c 0.4.8 reads a few bytes beyond the end.
        let padding = [UInt8](repeating: 0, count: 16)
        let texts = try files.map { try FileContent.read($0) }
        let padded = texts.map { (bytes: $0 + padding, count: $0.count) }
        let bytes = texts.reduce(0) { $0 + $1.count }
        guard bytes > 0 else { throw BenchFailure(description: "the corpus holds no Markdown") }
        // So often that a run takes long enough to be measured.
        let rounds = max(1, 20_000_000 / bytes)
        var comparison = Comparison(
            name: "markdown",
            input: "\(files.count) files, \(bytes / 1_000) kB",
            other: "md4c",
            bar: 1.0,
            bytes: bytes * rounds,
            rateBar: 500e6
        )
        var sections = 0
        try comparison.measure(bench.pairs * 4) {
            Cost.measuring {
                for _ in 0..<rounds { for text in texts { sections += MarkdownSplitter.split(text).count } }
            }
        } theirs: {
            Cost.measuring {
                for _ in 0..<rounds { for text in padded { _ = bench_parse(text.bytes, MD_SIZE(text.count)) } }
            }
        }
        guard sections > 0 else { throw BenchFailure(description: "the splitter found nothing") }
        return [comparison]
    }
}
