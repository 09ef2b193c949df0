import SkillSplitHost
import Yams

/// Why a text is not YAML, or not YAML that can be read.
struct YAMLFailure: Error {
    enum Reason {
        case syntax
        case duplicateKey
        case tooDeep
        case tooManyAliases
        case notAMapping
    }

    let reason: Reason
    /// What the parser says.
    let problem: String
    /// The line in the text, from 1, and the column in characters, from 1; `nil` where none is to blame.
    let place: (line: Int, column: Int)?
}

/// Reads one YAML document by Yams.
enum YAMLComposer {
    /// The fields of the mapping that `text` consists of; none where it is empty or holds comments only.
    static func fields(of text: some ByteText) throws(YAMLFailure) -> [MetadataField] {
        switch YAMLLimits.excess(in: text) {
        case .depth:
            throw YAMLFailure(
                reason: .tooDeep,
                problem: "more than \(YAMLLimits.depth) levels are not read",
                place: nil
            )
        case .aliases: throw .tooManyAliases
        case nil: break
        }
        guard let root = try root(of: text.string(0..<text.end)) else { return [] }
        guard case .mapping(let mapping) = root else {
            throw YAMLFailure(reason: .notAMapping, problem: "keys and values are expected", place: nil)
        }
        var converter = YAMLConverter()
        do {
            return try converter.fields(of: mapping)
        } catch {
            throw .tooManyAliases
        }
    }

    private static func root(of text: String) throws(YAMLFailure) -> Node? {
        // Scalars are resolved here rather than by Yams, whose regular expressions cost as much as the parsing; the
        // encoding is given as Yams looks it up in the environment otherwise.
        do {
            return try Parser(yaml: text, resolver: .basic, constructor: Constructor([:], [:], [:]), encoding: .utf8)
                .singleRoot()
        } catch let error as YamlError {
            throw YAMLFailure(error)
        } catch {
            throw YAMLFailure(reason: .syntax, problem: "\(error)", place: nil)
        }
    }
}

extension YAMLFailure {
    fileprivate static var tooManyAliases: YAMLFailure {
        YAMLFailure(reason: .tooManyAliases, problem: "its aliases stand for too much", place: nil)
    }

    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(reason: .syntax, problem: problem, place: (mark.line, mark.column))
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                reason: .duplicateKey,
                problem: "the key '\(keys.first ?? "")' occurs twice",
                place: (context.mark.line, context.mark.column)
            )
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            self.init(reason: .syntax, problem: problem, place: nil)
        case .no, .memory, .dataCouldNotBeDecoded:
            self.init(reason: .syntax, problem: "the YAML parser gave up", place: nil)
        }
    }
}
