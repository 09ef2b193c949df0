import SkillSplitHost

/// Where a link in a document leads.
enum LinkTarget: Hashable {
    /// Another site, by a scheme that cannot run anything.
    case external(String)
    /// A place in the same document; not decoded further.
    case fragment(String)
    /// A file or folder of the same collection, and a place in it.
    case document(path: [UInt8], fragment: String)
    /// Nothing that a page may lead to.
    case refused

    /// Reads the target `reference` of a link in the document at `path`.
    init(_ reference: String, in path: DocumentPath) {
        let text = Self.withoutIgnored(reference)
        if let scheme = Self.scheme(of: text) {
            self = ["http", "https", "mailto"].contains(scheme) ? .external(text) : .refused
            return
        }
        if text.hasPrefix("//") || text.hasPrefix("\\") {
            self = .refused
            return
        }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? Self.text(Self.decoded(parts[1])) : ""
        let file = Self.decoded(parts.first?.prefix { $0 != "?" } ?? "")
        if file.isEmpty {
            self = fragment.isEmpty ? .refused : .fragment(fragment)
        } else if let target = Self.resolve(file, from: path) {
            self = .document(path: target, fragment: fragment)
        } else {
            self = .refused
        }
    }

    /// What a browser reads of a URL: white space at its ends, tabs and line ends in it do not count.
    private static func withoutIgnored(_ reference: String) -> String {
        let bytes = reference.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        let head = bytes.drop { $0 <= 0x20 }
        let end = head.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? head.startIndex
        return String(decoding: head[head.startIndex..<end], as: UTF8.self)
    }

    /// The scheme in lower case, where there is one (RFC 3986, section 3.1).
    private static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon]
        let end = scheme.utf8.firstIndex { byte in
            byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
        }
        return end == nil ? scheme.lowercased() : nil
    }

    private static func decoded(_ text: Substring) -> [UInt8] { ByteEscape.percentDecoded(Array(text.utf8)[...]) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The path that `file` names from the document at `path`; `nil` where it leaves the collection.
    private static func resolve(_ file: [UInt8], from path: DocumentPath) -> [UInt8]? {
        let isAbsolute = file.first == UInt8(ascii: "/")
        var segments = isAbsolute ? Array(path.segments.prefix(1)) : Array(path.segments.dropLast())
        for segment in file.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                guard segments.count > 1 else { return nil }
                segments.removeLast()
            } else if segment.contains(0) {
                return nil
            } else {
                segments.append(segment)
            }
        }
        return Array(segments.joined(separator: [UInt8(ascii: "/")]))
    }
}
