#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The shapes of credentials.
///
/// Shapes are those that their issuers document; what has no shape is found by a telling name with a random value.
enum SecretRules {
    struct Match {
        let rule: String
        let range: Range<Int>
    }

    /// A credential that begins with `prefix` and goes on with at least `minimum` characters of `alphabet`.
    private struct Shape {
        let rule: String
        let prefix: [UInt8]
        let minimum: Int
        let alphabet: @Sendable (UInt8) -> Bool

        init(_ rule: String, _ prefix: String, _ minimum: Int, _ alphabet: @escaping @Sendable (UInt8) -> Bool) {
            self.rule = rule
            self.prefix = Array(prefix.utf8)
            self.minimum = minimum
            self.alphabet = alphabet
        }
    }

    private static let shapes = [
        Shape("aws-access-key", "AKIA", 16, isUpper), Shape("aws-access-key", "ASIA", 16, isUpper),
        Shape("github-token", "ghp_", 36, isWord), Shape("github-token", "gho_", 36, isWord),
        Shape("github-token", "ghu_", 36, isWord), Shape("github-token", "ghs_", 36, isWord),
        Shape("github-token", "ghr_", 36, isWord), Shape("github-token", "github_pat_", 50, isWord),
        Shape("gitlab-token", "glpat-", 20, isToken), Shape("slack-token", "xoxb-", 20, isToken),
        Shape("slack-token", "xoxp-", 20, isToken), Shape("slack-token", "xapp-", 20, isToken),
        Shape("anthropic-key", "sk-ant-", 30, isToken), Shape("openai-key", "sk-proj-", 30, isToken),
        Shape("openai-key", "sk-", 40, isWord), Shape("stripe-key", "sk_live_", 20, isWord),
        Shape("stripe-key", "rk_live_", 20, isWord), Shape("google-api-key", "AIza", 35, isToken),
        Shape("supabase-secret-key", "sb_secret_", 16, isToken), Shape("supabase-access-token", "sbp_", 40, isWord),
        Shape("npm-token", "npm_", 36, isWord), Shape("pypi-token", "pypi-", 60, isToken),
        Shape("huggingface-token", "hf_", 30, isWord), Shape("sendgrid-key", "SG.", 40, isDotted),
        Shape("json-web-token", "eyJ", 60, isDotted), Shape("age-secret-key", "AGE-SECRET-KEY-1", 50, isUpper),
    ]

    /// The shapes by their first byte, so that most bytes cost one look-up.
    private static let byFirstByte: [[Int]] = {
        var table = [[Int]](repeating: [], count: 256)
        for (index, shape) in shapes.enumerated() { table[Int(shape.prefix[0])].append(index) }
        return table
    }()

    static func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [Match] {
        var matches: [Match] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if let match = shape(at: index, bytes) ?? privateKey(at: index, bytes) ?? assignment(at: index, bytes) {
                matches.append(match)
                index = max(index + 1, match.range.upperBound)
            } else {
                // Nothing begins inside a word.
                index += 1
                if isWord(byte) { while index < bytes.count, isWord(bytes[index]) { index += 1 } }
            }
        }
        return matches
    }

    private static func shape(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Match? {
        guard index == 0 || !isToken(bytes[index - 1]) else { return nil }
        for position in byFirstByte[Int(bytes[index])] {
            let shape = shapes[position]
            guard bytes[index...].starts(with: shape.prefix) else { continue }
            var end = index + shape.prefix.count
            while end < bytes.count, shape.alphabet(bytes[end]) { end += 1 }
            let body = bytes[(index + shape.prefix.count)..<end]
            guard body.count >= shape.minimum, !isPlaceholder(body), shape.rule != "json-web-token" || isJWT(body)
            else {
                continue
            }
            return Match(rule: shape.rule, range: index..<end)
        }
        return nil
    }

    /// `-----BEGIN … PRIVATE KEY-----` with something after it.
    private static func privateKey(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Match? {
        guard bytes[index] == UInt8(ascii: "-"), bytes[index...].starts(with: "-----BEGIN ".utf8) else { return nil }
        let line = bytes[index...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\\") }
        guard contains(line, "PRIVATE KEY") else { return nil }
        let body = bytes[line.endIndex...].prefix(8192).prefix { $0 != UInt8(ascii: "-") }
        let digits = body.filter { isBase64($0) }
        guard digits.count >= 64, !isPlaceholder(digits) else { return nil }
        return Match(rule: "private-key", range: index..<body.endIndex)
    }

    /// `api_key = "…"`, `"password": "…"`, `Authorization: Bearer …`: a telling name and a value that looks random.
    private static func assignment(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Match? {
        guard isWord(bytes[index]), index == 0 || !isWord(bytes[index - 1]) else { return nil }
        var end = index
        while end < bytes.count, isWord(bytes[end]) || bytes[end] == UInt8(ascii: "-"), end - index < 64 { end += 1 }
        guard isTelling(bytes[index..<end]) else { return nil }
        var start = end
        var separators = 0
        while start < bytes.count, start - end < 8, " \t\"':=>".utf8.contains(bytes[start]) {
            if bytes[start] == UInt8(ascii: ":") || bytes[start] == UInt8(ascii: "=") { separators += 1 }
            start += 1
        }
        guard separators > 0 else { return nil }
        if bytes[start...].starts(with: "Bearer ".utf8) { start += 7 }
        guard start < bytes.count else { return nil }
        // What has a shape is named by it.
        if let match = shape(at: start, bytes) { return match }
        var stop = start
        while stop < bytes.count, isBase64(bytes[stop]) || isToken(bytes[stop]) || bytes[stop] == UInt8(ascii: ".") {
            stop += 1
        }
        let value = bytes[start..<stop]
        guard value.count >= 20, value.count <= 512, !isPlaceholder(value), looksRandom(value) else { return nil }
        return Match(rule: "high-entropy-value", range: start..<stop)
    }

    // MARK: Names

    private static let tellingNames = [
        "apikey", "secret", "token", "password", "passwd", "privatekey", "accesskey", "authorization", "credential",
        "clientsecret", "authtoken",
    ]

    /// Whether a name, without its case and separators, ends in a telling one.
    private static func isTelling(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let letters = name.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
        return tellingNames.contains {
            letters.count >= $0.utf8.count && letters.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    // MARK: Values

    private static let placeholders = [
        "example", "your", "xxxx", "placeholder", "changeme", "redacted", "dummy", "sample",
    ]

    /// Whether a value says of itself that it is none: it names what belongs there, or repeats itself.
    private static func isPlaceholder(_ value: some Collection<UInt8>) -> Bool {
        let lower = value.map { $0 | 0x20 }
        if Set(value).count < 8 { return true }
        if placeholders.contains(where: { contains(lower[...], $0) }) { return true }
        return isSequence(lower)
    }

    /// Whether most bytes follow the one before: `abcdefgh`, `12345678`.
    private static func isSequence(_ value: [UInt8]) -> Bool {
        let steps = zip(value, value.dropFirst()).filter { $1 == $0 &+ 1 || $1 == $0 }.count
        return steps * 2 > value.count
    }

    /// Letters and digits mixed without words or paths: Shannon's entropy of at least 3.5 bits a character.
    private static func looksRandom(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let digits = value.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let letters = value.count { isLetter($0) }
        guard digits >= 2, letters >= 4, !value.starts(with: "http".utf8) else { return false }
        let separators = value.count { "/.-_".utf8.contains($0) }
        guard separators * 6 <= value.count else { return false }
        var counts = [Int](repeating: 0, count: 256)
        for byte in value { counts[Int(byte)] += 1 }
        var entropy = 0.0
        for count in counts where count > 0 {
            let share = Double(count) / Double(value.count)
            entropy -= share * log2(share)
        }
        return entropy >= 3.5
    }

    /// Three parts, the first two of which begin as an object in Base64 does.
    private static func isJWT(_ body: some Collection<UInt8>) -> Bool {
        let parts = body.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 3 && parts[1].starts(with: "eyJ".utf8) && parts[2].count >= 16
    }

    private static func contains(_ text: some Collection<UInt8>, _ word: String) -> Bool {
        let word = Array(word.utf8)
        var rest = text[...]
        while let start = rest.firstIndex(of: word[0]) {
            if rest[start...].starts(with: word) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }

    // MARK: Characters

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    @Sendable private static func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    @Sendable private static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }

    @Sendable private static func isToken(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == UInt8(ascii: "-")
    }

    @Sendable private static func isDotted(_ byte: UInt8) -> Bool {
        isToken(byte) || byte == UInt8(ascii: ".")
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        isWord(byte) || "+/=".utf8.contains(byte)
    }
}
