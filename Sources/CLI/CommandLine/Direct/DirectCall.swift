/// `get` and `search` in the forms in which agents call them all the time, read without the argument parser.
///
/// The argument parser takes longer than either command. Only what is understood wholly is taken here; the parser has the
/// word on everything else, so that help and mistakes have one place.
enum DirectCall: Equatable {
    case get(GetCall)
    case search(SearchCall)

    /// The call that `words`, the arguments of the process, make; `nil` where the argument parser must read them.
    init?(_ words: [String]) {
        switch words.first {
        case "get":
            guard let words = PlainWords(words.dropFirst(), options: [], flags: ["--own", "--subtree"]),
                let reference = words.values.first, words.values.count == 1,
                !(words.flags.contains("--own") && words.flags.contains("--subtree"))
            else { return nil }
            let extent: GetCommand.Extent = words.flags.contains("--own") ? .own : .subtree
            self = .get(
                GetCall(reference: reference, extent: extent, library: words.library, isJSON: words.isJSON)
            )
        case "search":
            let numbers = ["--limit", "--offset", "--snippet"]
            guard let words = PlainWords(words.dropFirst(), options: numbers, flags: []), !words.values.isEmpty else {
                return nil
            }
            var call = SearchCall(query: words.values, library: words.library, isJSON: words.isJSON)
            guard words.set(&call.limit, "--limit"), words.set(&call.offset, "--offset"),
                words.set(&call.snippet, "--snippet"), call.isInRange
            else { return nil }
            self = .search(call)
        default: return nil
        }
    }

    func run() async throws {
        switch self {
        case .get(let call): try await call.run()
        case .search(let call): try await call.run()
        }
    }
}
