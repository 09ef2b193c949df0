/// Contents and paths that software likes to mangle, each with the name of what it shows.
public enum HostileContent {
    public static let contents: [(name: String, bytes: [UInt8])] = [
        ("nothing", []),
        ("one byte", [UInt8(ascii: "x")]),
        ("one line feed", [10]),
        ("no final newline", Array("# A\ntext".utf8)),
        ("CRLF", Array("# A\r\n\r\ntext\r\n## B\r\n".utf8)),
        ("lone CR", Array("# A\rtext\r".utf8)),
        ("byte order mark", [0xEF, 0xBB, 0xBF] + Array("# A\n".utf8)),
        ("NUL inside", Array("# A\n\0after\0\n# B\n\0".utf8)),
        ("NUL alone", [0]),
        ("invalid UTF-8", Array("# A\n".utf8) + [0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80, 10]),
        ("UTF-8 cut off", Array("# A\n".utf8) + [0xF0, 0x9F, 0x98]),
        ("every byte", (0...255).map { UInt8($0) }),
        ("UTF-16", [0xFF, 0xFE, 0x23, 0, 0x20, 0, 0x41, 0, 0x0A, 0]),
        ("private use", Array("# \u{E000}A\u{E001}\n\u{E000}\n".utf8)),
        ("decomposed and composed", Array("# e\u{301}\n# \u{E9}\n".utf8)),
        ("line separators", Array("# A\u{2028}B\u{2029}\u{85}\u{B}\u{C}\n".utf8)),
        ("quotes and escapes", Array("# '\"\\ %s $1 ${x} `y` \n'; DROP TABLE files; --\n".utf8)),
        ("equal sections", Array("# A\nx\n# A\nx\n# A\nx\n".utf8)),
        ("a title of 10,000 bytes", Array(("# " + String(repeating: "long ", count: 2_000) + "\n").utf8)),
        ("a line of a million bytes", [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)),
        ("a thousand sections", Array((0..<1_000).map { "## Section \($0)\n" }.joined().utf8)),
    ]

    /// Document paths that are legal; not every file system can hold all of them.
    public static let paths: [(name: String, bytes: [UInt8])] = [
        ("spaces", Array("hostile/ a  b .md".utf8)),
        ("quotes", Array("hostile/it's \"quoted\".md".utf8)),
        ("leading hyphen", Array("hostile/-rf".utf8)),
        ("wildcards", Array("hostile/%_*?[a].md".utf8)),
        ("backslash", Array("hostile/a\\b.md".utf8)),
        ("line feed", Array("hostile/a\nb.md".utf8)),
        ("number sign", Array("hostile/a#b#c.md".utf8)),
        ("composed", Array("hostile/\u{E9}.md".utf8)),
        ("decomposed", Array("hostile/e\u{301}.md".utf8)),
        ("emoji", Array("hostile/🧭/📄.md".utf8)),
        ("not UTF-8", Array("hostile/".utf8) + [0xFF, 0xFE] + Array(".md".utf8)),
        ("deep", Array(("hostile" + String(repeating: "/d", count: 100) + "/file.md").utf8)),
    ]
}
