#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is fuzzed: a splitter each.
enum FuzzTarget: String, CaseIterable {
    case markdown
    case frontMatter = "front-matter"
    case tags
    case json
    case yaml
    case code
    case plain

    /// The target that `FUZZ_TARGET` names.
    static let chosen: FuzzTarget = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            print("FUZZ_TARGET must be one of:", allCases.map(\.rawValue).joined(separator: " "))
            exit(2)
        }
        return target
    }()

    func check(_ bytes: [UInt8]) {
        switch self {
        case .markdown: Checks.markdown(bytes)
        case .frontMatter: Checks.frontMatter(bytes)
        case .tags: Checks.tags(bytes)
        case .json: Checks.json(bytes)
        case .yaml: Checks.yaml(bytes)
        case .code: Checks.code(bytes)
        case .plain: Checks.plain(bytes)
        }
    }
}

/// What libFuzzer, which brings the program's `main`, calls with each input.
///
/// The check gets a copy of the exact size, so that the sanitizer sees a read beyond it.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FuzzTarget.chosen.check(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
