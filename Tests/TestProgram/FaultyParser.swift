import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Does to `.fault` files what their first word says, so that tests can see what becomes of the others.
struct FaultyParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "faulty", kind: .config, summary: "Files that stop their parser.")
    static let examples: [ParserExample] = []

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim {
        guard probe.fileExtension == "fault" else { return .none }
        if word(probe.head) == "claim" { fatalError("asked to crash while claiming") }
        return .byName
    }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        switch word(input.source.bytes[...]) {
        case "trap": fatalError("asked to crash")
        case "abort": abort()
        case "memory": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case "stack": _ = depth(below: 0)
        case "sleep": while true { sleep(1) }
        case "spin": while true {}
        default: break
        }
        return Document(whole: input.source, kind: .text, title: "survived")
    }

    private func word(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }

    /// Calls itself until no stack is left.
    @inline(never)
    private func depth(below level: Int) -> Int {
        level < 0 ? 0 : 1 + depth(below: level + 1)
    }
}
