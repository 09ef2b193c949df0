/// Pairs opening tags with closing ones.
///
/// A closing tag ends the innermost open tag of its name. What was opened within that one and is still open has no
/// closing tag; nor has what is open at the end. The cost is linear in the number of marks.
struct TagMatcher {
    private var partners: [Int?]
    private var open: [(mark: Int, name: String)] = []
    private var openCounts: [String: Int] = [:]

    /// For each mark the position of the tag that belongs to it, or `nil`.
    static func partners(of marks: [Mark], in text: some ByteText) -> [Int?] {
        var matcher = TagMatcher(partners: Array(repeating: nil, count: marks.count))
        for (position, mark) in marks.enumerated() {
            switch mark.kind {
            case .heading: continue
            case .opening: matcher.push(position, mark.name(in: text))
            case .closing: matcher.close(position, mark.name(in: text))
            }
        }
        return matcher.partners
    }

    private init(partners: [Int?]) {
        self.partners = partners
    }

    private mutating func push(_ position: Int, _ name: String) {
        open.append((position, name))
        openCounts[name, default: 0] += 1
    }

    private mutating func close(_ position: Int, _ name: String) {
        guard openCounts[name, default: 0] > 0 else { return }
        while let (opening, openName) = open.popLast() {
            openCounts[openName, default: 1] -= 1
            guard openName == name else { continue }
            partners[opening] = position
            partners[position] = opening
            return
        }
    }
}

extension Mark {
    /// The name of a tag.
    fileprivate func name(in text: some ByteText) -> String {
        text.string(self.text.lowerBound..<(Mark.nameEnd(in: text, from: self.text.lowerBound) ?? self.text.upperBound))
    }

    /// A tag's name, with the value of its attribute `name` or `id`: `step validate` for `<step name="validate">`.
    func tagTitle(in text: some ByteText) -> String {
        let name = name(in: text)
        guard let value = ["name", "id"].lazy.compactMap({ attribute($0, in: text) }).first else { return name }
        return HeadingTitle.oneLine("\(name) \(value)")
    }

    /// The value of the attribute called `key`, where it stands in quotes.
    private func attribute(_ key: StaticString, in text: some ByteText) -> String? {
        var offset = self.text.lowerBound
        while offset < self.text.upperBound {
            guard text[offset].isBlank else {
                offset += 1
                continue
            }
            offset = text.skipBlanks(from: offset)
            let value = offset + key.utf8CodeUnitCount
            guard text.hasWord(key, at: offset), text[value] == UInt8(ascii: "="), text[value + 1].isQuote else {
                continue
            }
            let start = value + 2
            guard let end = (start..<max(start, self.text.upperBound)).first(where: { text[$0] == text[value + 1] })
            else {
                return nil
            }
            return text.string(start..<min(end, start + HeadingTitle.limit))
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
