import CMD4C

/// Renders Markdown with md4c, in the dialect of GitHub.
enum MarkdownHTML {
    /// A longer document is shown as its source.
    static let sourceLimit = 4 << 20

    /// The HTML of `markdown`; `nil` where it cannot be rendered or grows beyond all measure.
    static func render(_ markdown: [UInt8]) -> [UInt8]? {
        guard markdown.count <= sourceLimit else { return nil }
        var output = Output(limit: markdown.count * 8 + (1 << 20))
        output.bytes.reserveCapacity(markdown.count + markdown.count / 4)
        let flags =
            UInt32(MD_FLAG_TABLES) | UInt32(MD_FLAG_STRIKETHROUGH) | UInt32(MD_FLAG_TASKLISTS)
            | UInt32(MD_FLAG_PERMISSIVEURLAUTOLINKS) | UInt32(MD_FLAG_PERMISSIVEEMAILAUTOLINKS)
        let status = markdown.withUnsafeBytes { source in
            withUnsafeMutablePointer(to: &output) { output in
                md_html(
                    source.baseAddress?.assumingMemoryBound(to: CChar.self),
                    UInt32(source.count),
                    { chunk, count, context in
                        guard let chunk, let output = context?.assumingMemoryBound(to: Output.self) else { return }
                        output.pointee.append(UnsafeRawBufferPointer(start: chunk, count: Int(count)))
                    },
                    output,
                    flags,
                    0
                )
            }
        }
        return status == 0 && !output.isFull ? output.bytes : nil
    }

    private struct Output {
        var bytes: [UInt8] = []
        let limit: Int
        private(set) var isFull = false

        init(limit: Int) { self.limit = limit }

        mutating func append(_ chunk: UnsafeRawBufferPointer) {
            if bytes.count + chunk.count > limit { isFull = true }
            if !isFull { bytes.append(contentsOf: chunk) }
        }
    }
}
