import SkillSplitHost

extension JSONTape {
    /// A `json/duplicate-key` for each key that an object holds a second time, at most ``JSONDocument/findingLimit``.
    func duplicateKeys() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for position in entries.indices where entries[position].kind == .object {
            let members = children(of: position)
            guard members.count > 1, mayRepeat(members) else { continue }
            var seen: Set<String> = []
            for child in members where !seen.insert(string(in: entries[child].key)).inserted {
                found.append(.duplicateKey(string(in: entries[child].key), at: entries[child].key))
                if found.count == JSONDocument.findingLimit { return found }
            }
        }
        return found
    }

    /// Whether two of the keys could say the same; decided without decoding for the few plain keys of most objects.
    private func mayRepeat(_ members: [Int]) -> Bool {
        guard members.count <= 16 else { return true }
        return source.bytes.withUnsafeBufferPointer { bytes in
            let keys = members.map { member in
                let key = entries[member].key
                return UnsafeBufferPointer(rebasing: bytes[Int(key.lowerBound)..<Int(key.upperBound)])
            }
            for (index, key) in keys.enumerated() {
                if key.contains(UInt8(ascii: "\\")) { return true }
                if keys[..<index].contains(where: { $0.count == key.count && $0.elementsEqual(key) }) { return true }
            }
            return false
        }
    }
}

extension Diagnostic {
    fileprivate static func duplicateKey(_ key: String, at range: Range<UInt32>) -> Diagnostic {
        Diagnostic(
            "json/duplicate-key",
            .warning,
            "the object has the key '\(SectionTitle.line(key))' twice; readers take the last one",
            remedy: "Keep one of the members.",
            range: ByteRange(Int(range.lowerBound), Int(range.upperBound))
        )
    }
}
