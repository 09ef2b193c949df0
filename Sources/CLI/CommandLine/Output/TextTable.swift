/// Columns for people: each as wide as its widest cell, the last one free.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: [String]) {
        self.header = header
    }

    mutating func add(_ row: [String]) {
        rows.append(row.map(Self.oneLine))
    }

    /// The header and the rows, without trailing white space.
    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column + 1 < row.count { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    func print() {
        guard !rows.isEmpty else { return }
        Output.line(lines.joined(separator: "\n"))
    }

    /// Control characters of ingested text must not reach a terminal.
    private static func oneLine(_ text: String) -> String {
        TerminalText.sanitised(text)
    }
}
