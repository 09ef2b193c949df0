/// The name under which ctags gets a file: safe to put into a request, and enough to choose the language.
enum CodeFileName {
    /// The name for a file called `fileName` that starts with `head`.
    static func safe(for fileName: String, head: ArraySlice<UInt8>) -> String {
        let name = fileName.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(fileName.utf8[$0...].dropFirst()) ?? "" }
        return safe(for: name ?? fileName, interpreter: interpreter(head))
    }

    private static func safe(for name: String, interpreter: String?) -> String {
        let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
        let isSafe = name.utf8.count <= 64 && name.utf8.allSatisfy(isPlain) && name.utf8.first != UInt8(ascii: "-")
        guard let dot, dot > name.startIndex else {
            return interpreter.flatMap { extensions[$0] }.map { "file.\($0)" } ?? (isSafe ? name : "file")
        }
        let ending = String(name[name.utf8.index(after: dot)...])
        if let other = synonyms[ending.lowercased()] { return "file.\(other)" }
        if isSafe { return name }
        return ending.utf8.count <= 16 && ending.utf8.allSatisfy(isPlain) ? "file.\(ending)" : "file"
    }

    /// The program that a shebang names, without its folder and version.
    private static func interpreter(_ head: ArraySlice<UInt8>) -> String? {
        guard head.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) else { return nil }
        let line = head.dropFirst(2).prefix(256).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: { $0 == " " || $0 == "\t" })
        let programs = words.map { $0.split(separator: "/").last ?? "" }
        // After `env` stand options and settings, and then the program.
        let program =
            programs.first == "env"
            ? programs.dropFirst().first { !$0.contains("=") && $0.first != "-" } : programs.first
        return program.map { String($0.prefix { $0.isLetter || $0 == "-" }) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }

    /// Extensions that ctags does not know, and those that it does.
    private static let synonyms = [
        "tsx": "ts", "mts": "ts", "cts": "ts", "cjs": "js", "es6": "js", "pyi": "py", "pyw": "py", "bats": "sh",
        "psd1": "ps1", "gemspec": "rb", "rake": "rb",
    ]

    /// The extension of the language that each interpreter runs.
    private static let extensions = [
        "python": "py", "pypy": "py", "uv": "py", "sh": "sh", "bash": "sh", "dash": "sh", "ash": "sh", "ksh": "sh",
        "zsh": "sh", "bats": "sh", "node": "js", "nodejs": "js", "bun": "ts", "deno": "ts", "ts-node": "ts",
        "tsx": "ts",
        "perl": "pl", "ruby": "rb", "lua": "lua", "luajit": "lua", "php": "php", "pwsh": "ps1", "tclsh": "tcl",
        "wish": "tcl", "expect": "tcl", "awk": "awk", "gawk": "awk", "mawk": "awk", "Rscript": "r", "make": "mk",
    ]
}
