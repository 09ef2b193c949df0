import Testing

/// A text of any length, in parts of one kind.
typealias LinearityPattern = (name: String, make: @Sendable (Int) -> String)

/// Expects that `scan` reads twice the bytes of a text twice as long.
///
/// The cost of a scan is told by the bytes it reads, so that the tests do not depend on the machine.
func expectLinear(_ pattern: LinearityPattern, _ scan: (CountingText) -> Void) {
    let costs = [5_000, 10_000].map { count in
        let text = CountingText(Array(pattern.make(count).utf8))
        scan(text)
        return Double(text.reads) / Double(text.end)
    }
    #expect(costs[1] < costs[0] * 1.1 + 0.1, "\(pattern.name): \(costs) reads a byte")
    #expect(costs[1] < 40, "\(pattern.name): \(costs) reads a byte")
}
