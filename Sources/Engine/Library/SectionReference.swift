public import SkillSplitHost

/// What a person writes to name a section or a file: an id, `path#address`, or `path`.
public enum SectionReference: Sendable, Hashable {
    case id(SectionID)
    case address(DocumentPath, String)
    case file(DocumentPath)

    /// Reads `text`: a number or a UUID is an id, a `#` stands before an address.
    ///
    /// - Throws: ``SkillSplitError`` with the code `invalidPath` where the path breaks a rule.
    public init(_ text: String) throws(SkillSplitError) {
        if Self.isID(text) {
            self = .id(SectionID(rawValue: text))
        } else if let hash = text.lastIndex(of: "#"), hash > text.startIndex {
            let address = String(text[text.index(after: hash)...])
            self = .address(try DocumentPath(String(text[..<hash])), address)
        } else {
            self = .file(try DocumentPath(text))
        }
    }

    private static func isID(_ text: String) -> Bool {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let isUUID =
            text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-") : UnicodeScalar(byte).properties.isASCIIHexDigit
            }
        return isNumber || isUUID
    }
}

/// A section that a reference led to.
public struct LocatedSection: Sendable, Hashable {
    public let file: StoredFile
    /// All sections of the file, in order.
    public let sections: [StoredSection]
    /// The position of the section in ``sections``; `nil` for the file as a whole.
    public let position: Int?

    public var section: StoredSection? { position.map { sections[$0] } }

    /// The section at `position` of the same file.
    public func moved(to position: Int) -> LocatedSection {
        LocatedSection(file: file, sections: sections, position: position)
    }
}
