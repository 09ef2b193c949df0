import SkillSplitHost

/// Where the next answer begins, bound to the call that it continues.
///
/// It is text that means nothing to a client: a place, and a fingerprint of the tool, its arguments and the file's
/// content, so that a cursor of another call or of a file that changed since is refused.
struct Cursor {
    /// Deeper pages of a ranking are refused: a narrower query finds more than page 500.
    static let deepest = 10_000

    private let fingerprint: String

    /// - Parameters:
    ///   - tool: The name of the tool.
    ///   - arguments: Of the call.
    ///   - content: What else must not change between two pages.
    init(_ tool: String, _ arguments: Arguments, content: ContentHash? = nil) {
        // FNV-1a, 64 bits: tells calls apart; nothing is secret.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        add(tool.utf8)
        add(arguments.withoutCursor.json.utf8)
        add(content?.bytes ?? [])
        fingerprint = String(hash, radix: 36)
    }

    /// The cursor of a page that begins at `offset`.
    func text(offset: Int) -> String {
        "\(offset).\(fingerprint)"
    }

    /// The cursor of a page that begins after `path`.
    func text(after path: DocumentPath) -> String {
        "\(PercentEncoding.encode(path.bytes)).\(fingerprint)"
    }

    /// The offset that `text` says; 0 for none.
    func offset(_ text: String?, through last: Int) throws(SkillSplitError) -> Int {
        guard let text else { return 0 }
        guard let offset = Int(try place(text)), (0...last).contains(offset) else { throw Self.stale }
        return offset
    }

    /// The path that `text` says; `nil` for none.
    func path(_ text: String?) throws(SkillSplitError) -> DocumentPath? {
        guard let text else { return nil }
        guard let bytes = PercentEncoding.decode(try place(text)) else { throw Self.stale }
        return try DocumentPath(bytes)
    }

    private func place(_ text: String) throws(SkillSplitError) -> Substring {
        guard let point = text.lastIndex(of: "."), text[text.index(after: point)...] == fingerprint else {
            throw Self.stale
        }
        return text[..<point]
    }

    private static let stale = SkillSplitError(
        .usage,
        "the cursor does not continue this call",
        remedy:
            "Repeat the arguments of the call that gave it; if the file changed since, start again without a cursor."
    )
}
