import SkillSplitHost

extension RegisteredParser {
    /// What the parser makes of a file; where it cannot take it, the file as a whole, with a diagnostic.
    func document(of input: ParseInput, diagnostics: inout [Diagnostic]) -> Document {
        do throws(SkillSplitError) {
            return try plugin.parse(input, diagnostics: &diagnostics)
        } catch {
            diagnostics.append(Diagnostic("engine/parser-failed", .error, error.message, remedy: error.remedy))
            return Document(unparsed: input)
        }
    }
}

extension Document {
    /// The file as a whole.
    init(unparsed input: ParseInput) {
        self.init(whole: input.source, kind: .text, title: input.probe.name)
    }
}
