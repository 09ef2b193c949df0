public import SkillSplitHost
import Yams

/// Interprets YAML text that stands alone or in a range of a file.
public enum YAMLReader {
    /// Reads the mapping in `range`, by default the whole file.
    ///
    /// Where the YAML is broken, it is read a second time with suspicious values quoted, as the CI of the official
    /// marketplace does; where that fails too, the fields are empty. Both leave a diagnostic.
    public static func fields(
        of source: SourceBuffer,
        at range: ByteRange? = nil,
        diagnostics: inout [Diagnostic]
    ) -> [MetadataField] {
        let range = range ?? ByteRange(0, source.count)
        guard let text = source.text(in: range) else {
            diagnostics.append(.invalid("it is not valid UTF-8", at: range))
            return []
        }
        guard YAMLNesting.isBounded(source[range]) else {
            diagnostics.append(.invalid("it is nested too deeply", at: range))
            return []
        }
        do throws(YAMLProblem) {
            return try mapping(text, at: range, diagnostics: &diagnostics)
        } catch {
            let line = LinePosition.line(of: range.lowerBound, in: source) + error.line - 1
            diagnostics.append(.invalid("line \(line), column \(error.column): \(error.problem)", at: range))
            return quotedFields(text, at: range, diagnostics: &diagnostics)
        }
    }

    /// The second reading.
    private static func quotedFields(
        _ text: String,
        at range: ByteRange,
        diagnostics: inout [Diagnostic]
    ) -> [MetadataField] {
        let quoting = YAMLQuoting(text)
        guard !quoting.keys.isEmpty, let fields = try? mapping(quoting.text, at: range, diagnostics: &diagnostics)
        else {
            return []
        }
        diagnostics.append(
            Diagnostic(
                "front-matter/quoted",
                .note,
                "read with quotes around: \(quoting.keys.joined(separator: ", "))",
                remedy: "Quote these values in the file.",
                range: range
            )
        )
        return fields
    }

    private static func mapping(
        _ text: String,
        at range: ByteRange,
        diagnostics: inout [Diagnostic]
    ) throws(YAMLProblem) -> [MetadataField] {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw YAMLProblem(error)
        } catch {
            throw YAMLProblem(line: 1, column: 1, problem: "\(error)")
        }
        guard let node else { return [] }
        guard case .mapping = node else {
            if case .scalar(let scalar) = node, scalar.string.isEmpty { return [] }
            throw YAMLProblem(line: 1, column: 1, problem: "expected 'key: value' lines")
        }
        var converter = YAMLConverter()
        let fields = converter.value(of: node).object ?? []
        if converter.isExhausted {
            diagnostics.append(
                Diagnostic(
                    "front-matter/too-large",
                    .warning,
                    "only the first \(YAMLConverter.limit) values were read",
                    remedy: "Write aliases out, or move the data to a file of its own.",
                    range: range
                )
            )
        }
        return fields
    }
}

/// Where YAML is broken, by line and column from 1 in its text.
private struct YAMLProblem: Error {
    let line: Int
    let column: Int
    let problem: String

    init(line: Int, column: Int, problem: String) {
        self.line = line
        self.column = column
        self.problem = problem
    }

    init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, column: mark.column, problem: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                line: context.mark.line,
                column: context.mark.column,
                problem: "duplicate key: \(keys.joined(separator: ", "))"
            )
        default: self.init(line: 1, column: 1, problem: "\(error)")
        }
    }
}

extension Diagnostic {
    fileprivate static func invalid(_ problem: String, at range: ByteRange) -> Diagnostic {
        Diagnostic(
            "front-matter/invalid-yaml",
            .warning,
            "the YAML cannot be read: \(problem)",
            remedy: "Quote values that hold ': ', '#', '[' or '{'.",
            range: range
        )
    }
}

private enum LinePosition {
    /// The line of `offset`, from 1.
    static func line(of offset: Int, in source: SourceBuffer) -> Int {
        var counter = LineCounter(source.bytes)
        return counter.lines(of: ByteRange(offset, offset)).lowerBound
    }
}
