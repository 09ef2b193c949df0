/// A document as the middle of its page, and what other pages say of it.
struct RenderedDocument: Sendable {
    let title: String
    /// What the document says of itself; may be empty.
    let summary: String
    let body: PageBody
}
