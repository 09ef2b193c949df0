/// Takes the marks of Markdown out of a line, for titles and summaries.
enum PlainText {
    /// `text` on one line, without emphasis, code marks, images and the targets of links.
    static func line(_ text: String) -> String {
        guard text.utf8.contains(where: isMark) else { return text }
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "`"), UInt8(ascii: "*"): continue
            case UInt8(ascii: "\\") where rest.first.map(isMark) == true:
                output.append(rest.removeFirst())
            case UInt8(ascii: "!") where rest.first == UInt8(ascii: "["): continue
            case UInt8(ascii: "["): continue
            case UInt8(ascii: "]"):
                guard rest.first == UInt8(ascii: "("), let end = rest.firstIndex(of: UInt8(ascii: ")")) else {
                    continue
                }
                rest = rest[(end + 1)...]
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): output.append(0x20)
            default: output.append(byte)
            }
        }
        let line = String(decoding: output, as: UTF8.self)
        // Brackets that were no link's, such as an argument's, are worth more than tidiness.
        return text.contains("](") || !text.contains("[") ? line : text
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"),
            UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            true
        default: false
        }
    }
}
