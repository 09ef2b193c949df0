import Testing

@testable import SkillSplitFormats

@Suite struct JSONScannerTests {
    /// Counts what the scanner reports, as a measure of its work.
    private struct Counter: JSONVisitor {
        var events = 0
        var lastPosition = -1
        var wentBack = false

        mutating func open(_ kind: JSONKind, at place: JSONPlace) { note(place.start) }
        mutating func scalar(_ kind: JSONKind, at place: JSONPlace, end: Int) { note(place.start) }
        mutating func close(end: Int) { note(end) }

        private mutating func note(_ position: Int) {
            events += 1
            if position < lastPosition { wentBack = true }
            lastPosition = position
        }
    }

    @Test(arguments: ["[1,2],", "{\"a\":{}},", "\"\\u0041\",", "/**/1,", "\n  //\n 1,"])
    func reportsEachValueOnceAndNeverGoesBack(element: String) throws {
        let events = try [1_000, 2_000, 4_000].map { count in
            let bytes = Array(("[" + String(repeating: element, count: count) + "1]").utf8)
            return try bytes.withUnsafeBufferPointer { bytes in
                var scanner = JSONScanner(bytes, from: 0, visitor: Counter())
                try scanner.scan()
                #expect(!scanner.visitor.wentBack)
                return scanner.visitor.events - 3
            }
        }
        #expect(events == [events[0], 2 * events[0], 4 * events[0]])
    }
}
