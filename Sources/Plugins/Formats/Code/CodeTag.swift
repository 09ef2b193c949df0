/// A definition that ctags found.
struct CodeTag: Hashable {
    var name = ""
    var language = ""
    var kind = ""
    /// From 0.
    var line = -1
    /// The last line of the definition, from 0; `nil` where ctags does not know it.
    var lastLine: Int?
    var scope = ""
    var scopeKind = ""

    /// The tags in the lines of an answer; `nil` where they are not what ctags writes.
    static func decode(_ answer: [UInt8]) -> [CodeTag]? {
        answer.withUnsafeBufferPointer { bytes in
            var tags: [CodeTag] = []
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                let line = UnsafeBufferPointer(rebasing: line)
                var scanner = JSONScanner(line, from: 0, visitor: Reader(bytes: line))
                guard (try? scanner.scan()) != nil else { return nil }
                if scanner.visitor.type == "tag", scanner.visitor.tag.line >= 0 { tags.append(scanner.visitor.tag) }
            }
            return tags
        }
    }

    private struct Reader: JSONVisitor {
        let bytes: UnsafeBufferPointer<UInt8>
        var type = ""
        var tag = CodeTag()

        mutating func open(_ kind: JSONKind, at place: JSONPlace) {}
        mutating func close(end: Int) {}

        mutating func scalar(_ kind: JSONKind, at place: JSONPlace, end: Int) {
            switch JSONString.decode(bytes, place.key) {
            case "_type": type = string(place, end)
            case "name": tag.name = string(place, end)
            case "language": tag.language = string(place, end)
            case "kind": tag.kind = string(place, end)
            case "scope": tag.scope = string(place, end)
            case "scopeKind": tag.scopeKind = string(place, end)
            case "line": tag.line = number(place, end).map { $0 &- 1 } ?? -1
            case "end": tag.lastLine = number(place, end).map { $0 &- 1 }
            default: break
            }
        }

        private func string(_ place: JSONPlace, _ end: Int) -> String {
            JSONString.decode(bytes, place.start..<end)
        }

        private func number(_ place: JSONPlace, _ end: Int) -> Int? {
            Int(String(decoding: bytes[place.start..<end], as: UTF8.self))
        }
    }
}
