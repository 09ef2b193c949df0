import SkillSplitFormats
import SkillSplitHost

/// Keeps a file whole where its parser expects text in UTF-8 and it holds something else.
enum UnreadableText {
    /// The whole file as a document, and a diagnostic; `nil` where the file can be split.
    static func document(of input: ParseInput, parser: String, diagnostics: inout [Diagnostic]) -> Document? {
        switch ContentSniffer.encoding(of: input.probe.head) {
        case .utf8, .eightBit: return nil
        case .binary:
            diagnostics.append(
                Diagnostic(
                    "\(parser)/not-text",
                    .error,
                    "the file is not text, though its name says so",
                    remedy: "It is stored whole; rename it, or replace it by what it was meant to be."
                )
            )
            return Document(whole: input.source, kind: .bytes, title: input.probe.name)
        case .utf16, .utf32:
            diagnostics.append(
                Diagnostic(
                    "\(parser)/encoding",
                    .warning,
                    "the file is not encoded as UTF-8, which assistants expect",
                    remedy: "It is stored whole; save it as UTF-8 to have it split."
                )
            )
            return Document(whole: input.source, kind: .text, title: input.probe.name)
        }
    }
}
