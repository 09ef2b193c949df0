import SkillSplitEngine
import SkillSplitHost

/// Reads resources by URI, in parts where one would be over the budget.
struct ResourceReader {
    let library: any LibrarySession
    let budget: Budget

    /// The `contents` of the resource that `text` names: the text or bytes, and where they are too long for one answer
    /// a note with the URI of the rest.
    func contents(of text: String) async throws(SkillSplitError) -> MetadataValue {
        guard let uri = ResourceURI(text) else {
            throw SkillSplitError(
                .notFound,
                "'\(Clip.text(text, to: 200))' names no resource",
                remedy: "Write skill-split://PATH#ADDRESS, skill-split://PATH or skill://PATH, percent-encoded."
            )
        }
        let located = try await locate(uri)
        let slice = SectionSlice(positions(of: located), of: located.sections)
        guard uri.offset <= slice.count else {
            throw SkillSplitError(
                .notFound,
                "the resource has \(slice.count) bytes, not \(uri.offset)",
                remedy: "Read it from its start: leave '?offset=' out."
            )
        }
        let bytes = try await slice.bytes(from: uri.offset, atMost: budget.bytes, located.file, library)
        let (content, length) = content(of: bytes, isWhole: bytes.count == slice.count)
        var contents = [
            MetadataValue.fields([
                "uri": .string(Clip.text(text, to: 1_000)),
                "mimeType": .string(MediaType.of(located.file, isText: content.isText)),
                content.isText ? "text" : "blob": .string(content.value),
            ])
        ]
        let rest = slice.count - uri.offset - length
        if rest > 0 { contents.append(Self.note(rest, uri, at: uri.offset + length)) }
        return .array(contents)
    }

    private func locate(_ uri: ResourceURI) async throws(SkillSplitError) -> LocatedSection {
        let reader = LibraryReader(library)
        guard let address = uri.address else { return try await reader.locate(.file(uri.path)) }
        return try await reader.locate(address: address, in: uri.path)
    }

    private func positions(of located: LocatedSection) -> ClosedRange<Int>? {
        guard let position = located.position else {
            return located.sections.isEmpty ? nil : 0...(located.sections.count - 1)
        }
        return position...LibraryReader.end(ofSubtree: position, in: located.sections)
    }

    /// As much as fits, as text where the bytes are UTF-8 without NUL, else in Base64.
    private func content(
        of bytes: ArraySlice<UInt8>,
        isWhole: Bool
    ) -> (content: (isText: Bool, value: String), length: Int) {
        guard TextCut.isText(bytes), !bytes.contains(0) else {
            let length = min(bytes.count, budget.contentBytes / 4 * 3)
            return ((false, Base64.encode(bytes.prefix(length))), length)
        }
        let length = TextCut.length(of: bytes, costing: budget.contentBytes)
        return ((true, String(decoding: bytes.prefix(length), as: UTF8.self)), length)
    }

    private static func note(_ rest: Int, _ uri: ResourceURI, at offset: Int) -> MetadataValue {
        var next = uri
        next.offset = offset
        return .fields([
            "uri": .string(Clip.text(next.text, to: 1_000)),
            "mimeType": .string("text/plain"),
            "text": .string("[\(rest) more bytes: read this URI]"),
        ])
    }
}
