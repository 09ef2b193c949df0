/// A title as a part of an address: lower case, letters and digits, everything else as single hyphens.
public enum Slug {
    /// The slug of a section: of its title, or of its kind where the title has no letter or digit.
    public static func make(of section: Section) -> String {
        make(kind: section.kind, title: section.title)
    }

    /// The slug of a section of `kind` with `title`.
    public static func make(kind: Section.Kind, title: String) -> String {
        let slug = make(of: title)
        return slug.isEmpty ? kind.rawValue : slug
    }

    /// The slug of `title`, at most 80 characters; empty where it has no letter or digit.
    public static func make(of title: String) -> String {
        ascii(title) ?? unicode(title)
    }

    private static let limit = 80

    private static func ascii(_ title: String) -> String? {
        var slug: [UInt8] = []
        var pending = false
        for byte in title.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                if pending, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
                slug.append(byte)
                pending = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if pending, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
                slug.append(byte | 0x20)
                pending = false
            case 0x80...: return nil
            default: pending = true
            }
            if slug.count >= limit { break }
        }
        return String(decoding: slug, as: UTF8.self)
    }

    private static func unicode(_ title: String) -> String {
        var slug = ""
        var count = 0
        var pending = false
        for character in title {
            if character.isLetter || character.isNumber || character == "_" {
                if pending, count > 0 { slug += "-" }
                slug += character.lowercased()
                count += 1
                pending = false
            } else {
                pending = true
            }
            if count >= limit { break }
        }
        return slug
    }
}
