import CMD4C

@testable import SkillSplitFormats

/// The reference that the splitter is measured by: Debian's libmd4c with its CommonMark flags.
enum MD4C {
    struct Heading: Equatable {
        let level: Int
        /// What a reader sees, inline marks resolved.
        var text: [UInt8] = []
        /// The same without tags of HTML elements, and with entities resolved.
        var plain = ""
        /// The part of the source that its text comes from; empty for a heading without text.
        var source: Range<Int> = 0..<0
    }

    /// The headings of `bytes` that stand in no quote and no list, in order.
    static func headings(of bytes: [UInt8]) -> [Heading] {
        // Version 0.4.8 reads a few bytes beyond the end when it looks for the end of an HTML block.
        (bytes + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            var collector = Collector(base: base, count: bytes.count)
            withUnsafeMutablePointer(to: &collector) { collector in
                var parser = MD_PARSER()
                parser.enter_block = { type, detail, state in
                    Collector.at(state) { $0.enter(type, detail) }
                }
                parser.leave_block = { type, _, state in Collector.at(state) { $0.leave(type) } }
                parser.enter_span = { _, _, _ in 0 }
                parser.leave_span = { _, _, _ in 0 }
                parser.text = { type, text, size, state in Collector.at(state) { $0.add(type, text, Int(size)) } }
                base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
                    _ = md_parse(text, MD_SIZE(bytes.count), &parser, collector)
                }
            }
            return collector.headings
        }
    }

    private struct Collector {
        let base: UnsafePointer<UInt8>
        let count: Int
        var headings: [Heading] = []
        private var containers = 0
        private var isInHeading = false

        init(base: UnsafePointer<UInt8>, count: Int) {
            self.base = base
            self.count = count
        }

        static func at(_ state: UnsafeMutableRawPointer?, _ body: (inout Collector) -> Void) -> CInt {
            guard let state else { return -1 }
            body(&state.assumingMemoryBound(to: Collector.self).pointee)
            return 0
        }

        mutating func enter(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) {
            if type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL { containers += 1 }
            guard type == MD_BLOCK_H, containers == 0, let detail else { return }
            isInHeading = true
            headings.append(Heading(level: Int(detail.load(as: MD_BLOCK_H_DETAIL.self).level)))
        }

        mutating func leave(_ type: MD_BLOCKTYPE) {
            if type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL { containers -= 1 }
            if type == MD_BLOCK_H { isInHeading = false }
        }

        mutating func add(_ type: MD_TEXTTYPE, _ text: UnsafePointer<CChar>?, _ size: Int) {
            guard isInHeading, let text, let last = headings.indices.last else { return }
            let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
            let piece = UnsafeBufferPointer(start: bytes, count: size)
            headings[last].text += piece
            if type == MD_TEXT_ENTITY, let (character, _) = Entity.decode(Array(piece), at: 0) {
                headings[last].plain += String(decoding: character, as: UTF8.self)
            } else if type != MD_TEXT_HTML || InlineHTML.end(in: Array(piece), at: 0) == nil {
                headings[last].plain += String(decoding: piece, as: UTF8.self)
            }
            // Line breaks and text that md4c had to copy are no part of the source.
            let start = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(text))
            guard start >= 0, start + size <= count else { return }
            let source = headings[last].source
            headings[last].source = source.isEmpty ? start..<(start + size) : source.lowerBound..<(start + size)
        }
    }
}
