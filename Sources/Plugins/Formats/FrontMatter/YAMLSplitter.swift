public import SkillSplitHost

/// Splits a YAML file into an `entry` section for each key of its top-level mapping.
public enum YAMLSplitter {
    /// The sections of `bytes`, which tile them; comments directly above a key belong to it.
    ///
    /// What precedes the first key is a `preamble`; a file without keys is one `text` section. The keys are told from the
    /// bytes, so that a file that is not quite YAML is split too, in one pass.
    public static func split(_ bytes: [UInt8]) -> [Section] {
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer) else { return [] }
            let entries = YAMLOutline(text, from: text.byteOrderMarkEnd).entries
            guard let first = entries.first else {
                return [Section(kind: .text, title: "", depth: 1, range: ByteRange(0, text.end))]
            }
            var sections: [Section] = []
            sections.reserveCapacity(entries.count + 1)
            // A byte order mark alone is no section.
            let start = first.start > text.byteOrderMarkEnd ? first.start : 0
            if start > 0 { sections.append(Section(kind: .preamble, title: "", depth: 1, range: ByteRange(0, start))) }
            for (position, entry) in entries.enumerated() {
                let range = ByteRange(position == 0 ? start : entry.start, entry.end)
                let title = HeadingTitle.oneLine(text.string(entry.key.prefix(HeadingTitle.limit)).trimmedOfQuotes)
                sections.append(Section(kind: .entry, title: title, depth: 1, range: range))
            }
            return sections
        }
    }
}
