import CLibXML2
import SkillSplitHost

/// Parses HTML with libxml2 and hands what is in it to a builder.
enum HTMLFragment {
    /// - Throws: ``SkillSplitError`` where libxml2 is not installed.
    static func requireParser() throws(SkillSplitError) {
        guard skill_split_html_is_available() == 0 else { return }
        throw SkillSplitError(
            .usage,
            "a documentation site needs libxml2, which cannot be loaded",
            remedy: "Install it: 'apt-get install libxml2' on Debian."
        )
    }

    /// Sends the events of `html`, UTF-8, to `builder`, and ends it; gives whether there was memory for that.
    static func parse(_ html: [UInt8], into builder: inout FragmentBuilder) -> Bool {
        let events = skill_split_html_events(
            start: { context, name, attributes in
                guard let name, let builder = context?.assumingMemoryBound(to: FragmentBuilder.self) else { return }
                builder.pointee.start(name, HTMLFragment.length(name), HTMLAttributes(attributes))
            },
            end: { context, name in
                guard let name, let builder = context?.assumingMemoryBound(to: FragmentBuilder.self) else { return }
                builder.pointee.end(name, HTMLFragment.length(name))
            },
            text: { context, bytes, count in
                guard let bytes, let builder = context?.assumingMemoryBound(to: FragmentBuilder.self) else { return }
                builder.pointee.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
            },
            comment: { context, text in
                guard let text, let builder = context?.assumingMemoryBound(to: FragmentBuilder.self) else { return }
                builder.pointee.comment(UnsafeBufferPointer(start: text, count: HTMLFragment.length(text)))
            }
        )
        let status = html.withUnsafeBytes { bytes in
            withUnsafeMutablePointer(to: &builder) { builder in
                bytes.isEmpty
                    ? 0
                    : skill_split_html_parse(
                        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(clamping: bytes.count),
                        builder,
                        events
                    )
            }
        }
        builder.finish()
        return status == 0
    }

    private static func length(_ text: UnsafePointer<UInt8>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }
}
