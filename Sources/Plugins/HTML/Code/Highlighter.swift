/// Marks the words of code, in one pass over its bytes.
///
/// Comments become `i`, keywords and keys `b`, strings `q`, numbers and variables `u`: short elements of phrasing
/// content, dressed by the style sheet. Text is escaped on the way; nothing is dropped or added.
struct Highlighter {
    /// Longer code is shown plain.
    private static let sourceLimit = 1 << 20

    private let language: CodeLanguage

    init(_ language: CodeLanguage) {
        self.language = language
    }

    /// Appends `code` to `html`.
    func append(_ code: ArraySlice<UInt8>, to html: inout HTMLBuffer) {
        guard code.count <= Self.sourceLimit else {
            html.text(code)
            return
        }
        code.withUnsafeBufferPointer { source in
            var scan = CodeScan(source: source, language: language, html: html)
            // The scan owns the buffer while it runs.
            html = HTMLBuffer()
            html = scan.run()
        }
    }
}
