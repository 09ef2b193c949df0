import SkillSplitHost

/// Finds credentials in files, by the shapes that their issuers gave them.
enum CredentialScan {
    struct Finding: Sendable, Hashable {
        /// What was found, without any of it.
        let what: String
        /// From 1.
        let line: Int

        /// Why the file at `path` gets no page.
        func refusal(of path: DocumentPath) -> SkillSplitError {
            SkillSplitError(
                .credential,
                "'\(path)' was left out: line \(line) holds what looks like \(what)",
                remedy: "Take the credential out of the file and revoke it, or allow it with allow-secrets."
            )
        }
    }

    /// A prefix, and how many letters, digits, `-` and `_` follow at the least.
    private struct Shape {
        let what: String
        let prefix: [UInt8]
        let count: Int

        init(_ what: String, _ prefix: String, _ count: Int) {
            self.what = what
            self.prefix = Array(prefix.utf8)
            self.count = count
        }
    }

    private static let shapes = [
        Shape("an AWS access key", "AKIA", 16),
        Shape("a GitHub token", "ghp_", 36), Shape("a GitHub token", "gho_", 36), Shape("a GitHub token", "ghs_", 36),
        Shape("a GitHub token", "ghu_", 36), Shape("a GitHub token", "github_pat_", 60),
        Shape("a GitLab token", "glpat-", 20),
        Shape("an Anthropic key", "sk-ant-", 40), Shape("an OpenAI key", "sk-proj-", 40),
        Shape("an API key", "sk-", 40),
        Shape("a Slack token", "xoxb-", 24), Shape("a Slack token", "xoxp-", 24),
        Shape("a Google API key", "AIza", 35),
        Shape("a Stripe key", "sk_live_", 24), Shape("a Stripe key", "rk_live_", 24),
        Shape("a Supabase key", "sb_secret_", 20), Shape("a Supabase token", "sbp_", 36),
        Shape("an npm token", "npm_", 36), Shape("a PyPI token", "pypi-AgEI", 40),
        Shape("a private key", "PRIVATE KEY-----", 0),
    ]

    /// The shapes that start with each byte.
    private static let byFirst: [[Shape]] = {
        var table = [[Shape]](repeating: [], count: 256)
        for shape in shapes { table[Int(shape.prefix[0])].append(shape) }
        return table
    }()

    /// For each byte a bit for each shape that starts with it.
    private static let firsts = bits { $0.prefix[0] }

    /// For each byte a bit for each shape whose second byte it is.
    private static let seconds = bits { $0.prefix[1] }

    private static func bits(_ byte: (Shape) -> UInt8) -> [UInt32] {
        var table = [UInt32](repeating: 0, count: 256)
        for (position, shape) in shapes.enumerated() { table[Int(byte(shape))] |= 1 << UInt32(position) }
        return table
    }

    /// The first credential in `bytes`; placeholders such as `sk-xxxx` are none.
    static func first(in bytes: [UInt8]) -> Finding? {
        let (firsts, seconds) = (firsts, seconds)
        return bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 1 < bytes.count {
                // One test that hardly ever holds, for nearly every byte there is.
                if firsts[Int(bytes[index])] & seconds[Int(bytes[index + 1])] != 0,
                    let what = match(at: index, in: bytes)
                {
                    return Finding(what: what, line: bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1)
                }
                index += 1
            }
            return nil
        }
    }

    private static func match(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let shapes = byFirst[Int(bytes[index])]
        guard index + 4 < bytes.count, index == 0 || !isKeyByte(bytes[index - 1]) else { return nil }
        for shape in shapes where bytes[index + 1] == shape.prefix[1] && bytes[index...].starts(with: shape.prefix) {
            let start = index + shape.prefix.count
            if shape.count == 0 {
                if isKeyText(after: start, in: bytes) { return shape.what }
                continue
            }
            var end = start
            while end < bytes.count, isKeyByte(bytes[end]) { end += 1 }
            if end - start >= shape.count, isRandom(bytes[start..<end]) { return shape.what }
        }
        return nil
    }

    /// Whether lines of base64 follow the first line of a key.
    private static func isKeyText(after start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = start
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        let text = bytes[index..<min(bytes.count, index + 60)]
        return text.count == 60 && isRandom(text) && !text.contains { $0 <= 0x20 }
    }

    /// Whether the bytes are as mixed as a key's: no words, no row of one letter.
    private static func isRandom(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard Set(bytes).count >= 10 else { return false }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        for word in ["xxxx", "example", "your", "placeholder", "1234567890", "abcdefgh", "redacted"]
        where text.contains(word) {
            return false
        }
        return bytes.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
