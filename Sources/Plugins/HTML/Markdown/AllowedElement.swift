/// An element that may stand in a page, and what is done with it.
struct AllowedElement: Sendable {
    enum Rule: Sendable, Hashable {
        case plain
        /// Written without a closing tag.
        case void
        case heading(level: Int)
        case link, image, checkbox, listItem, orderedList, cell, pre, code, table
        /// Its text is kept, the element is not.
        case unwrapped

        /// Whether the element holds nothing and has no closing tag.
        var isEmpty: Bool { self == .void || self == .image || self == .checkbox }

        var isHeading: Bool {
            if case .heading = self { true } else { false }
        }
    }

    /// What stands in the page.
    let name: String
    let rule: Rule
    /// The elements one of which must hold it directly; empty for no such rule.
    ///
    /// Outside of them only its text is kept.
    let parents: [String]

    private init(_ name: String, _ rule: Rule = .plain, in parents: [String] = []) {
        self.name = name
        self.rule = rule
        self.parents = parents
    }

    /// The element with the name of `count` bytes at `bytes`, in either case; `nil` where it may not be used.
    static func named(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> AllowedElement? {
        guard let index = index(of: bytes, count) else { return nil }
        return all[index]
    }

    /// The place in ``all`` of the element with the name of `count` bytes at `bytes`.
    static func index(of bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard (1...longestName).contains(count) else { return nil }
        let key = key(of: UnsafeBufferPointer(start: bytes, count: count))
        let named = namesByLength[count]
        return named.first { $0.key == key }?.index
    }

    /// The bytes of a name in lower case as a number.
    private static func key(of name: some Sequence<UInt8>) -> UInt128 {
        var key: UInt128 = 0
        for byte in name {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            key = key << 8 | UInt128(isUpper ? byte | 0x20 : byte)
        }
        return key
    }

    /// What a section that is a tag stands in.
    static let tagBlock = AllowedElement("div")

    private static let longestName = 10

    /// The names of each length: there are so few that to compare them is faster than to hash one.
    private static let namesByLength: [[(key: UInt128, index: Int)]] = {
        var names = [[(key: UInt128, index: Int)]](repeating: [], count: longestName + 1)
        for (index, entry) in table.enumerated() {
            names[entry.source.utf8.count].append((key(of: entry.source.utf8), index))
        }
        return names
    }()

    static let all = table.map(\.element)

    private static let table: [(source: String, element: AllowedElement)] = {
        var table: [(source: String, element: AllowedElement)] = []
        func allow(_ names: String, _ rule: Rule = .plain, as name: String? = nil, in parents: [String] = []) {
            for source in names.split(separator: " ").map(String.init) {
                table.append((source, AllowedElement(name ?? source, rule, in: parents)))
            }
        }
        allow("p blockquote div ul dl details figure section article aside header footer")
        allow("em strong b i u s del ins kbd sub sup mark small abbr cite dfn q samp var span ruby rt rp")
        allow("strike", as: "s")
        allow("tt", as: "samp")
        allow("big font nobr", .unwrapped)
        allow("center", as: "div")
        allow("hr br wbr", .void)
        for level in 1...6 { allow("h\(level)", .heading(level: level)) }
        allow("a", .link)
        allow("img", .image)
        allow("input", .checkbox)
        allow("ol", .orderedList)
        allow("li", .listItem, in: ["ul", "ol"])
        allow("dt dd", in: ["dl"])
        allow("summary", in: ["details"])
        allow("figcaption", in: ["figure"])
        allow("pre", .pre)
        allow("code", .code)
        allow("table", .table)
        allow("caption thead tbody tfoot", in: ["table"])
        allow("tr", in: ["table", "thead", "tbody", "tfoot"])
        allow("td th", .cell, in: ["tr"])
        return table
    }()
}
