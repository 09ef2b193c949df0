public import SkillSplitHost

/// Sends the files that a rule names to a sink: `skill=sqlite:skills.db`, `docs/**=html:site`.
public struct Route: Sendable, Hashable {
    public enum Rule: Sendable, Hashable {
        case kind(ComponentKind)
        case collection(String)
        /// A glob over the document path, collection included.
        case glob(String)
    }

    public let rule: Rule
    public let url: SinkURL

    /// Reads `RULE=URL`.
    ///
    /// A rule with `/`, `*`, `?` or `[` is a glob, a known kind is a kind, anything else a collection.
    ///
    /// - Throws: ``SkillSplitError`` with the code `usage` where there is no `=` or the URL names no sink.
    public init(_ text: String, kinds: Set<ComponentKind>) throws(SkillSplitError) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw SkillSplitError(
                .usage,
                "'\(text)' is not a route",
                remedy: "Write RULE=URL, where RULE is a kind, a collection or a glob: skill=sqlite:skills.db."
            )
        }
        let name = String(text[..<equals])
        url = try SinkURL(String(text[text.index(after: equals)...]))
        if name.contains(where: { "/*?[".contains($0) }) {
            rule = .glob(name)
        } else if kinds.contains(ComponentKind(rawValue: name)) {
            rule = .kind(ComponentKind(rawValue: name))
        } else {
            rule = .collection(name)
        }
    }
}

/// Decides which sinks a file goes to.
struct Router: Sendable {
    private let routes: [(matches: @Sendable (DocumentPath, ComponentKind) -> Bool, sink: Int)]
    private let defaults: [Int]

    /// Makes a router over `urls`, the sinks of the run in order.
    init(routes: [Route], defaults: [SinkURL], urls: [SinkURL]) {
        self.routes = routes.compactMap { route in
            guard let sink = urls.firstIndex(of: route.url) else { return nil }
            switch route.rule {
            case .kind(let kind): return ({ $1 == kind }, sink)
            case .collection(let name): return ({ path, _ in path.collection == name }, sink)
            case .glob(let text):
                let glob = Glob(text)
                return ({ path, _ in glob.matches(path.bytes) }, sink)
            }
        }
        self.defaults = defaults.compactMap { urls.firstIndex(of: $0) }
    }

    /// The positions of the sinks for a file: those that its routes name, or the default ones.
    func sinks(for path: DocumentPath, kind: ComponentKind) -> [Int] {
        guard !routes.isEmpty else { return defaults }
        var named: [Int] = []
        for route in routes where route.matches(path, kind) && !named.contains(route.sink) { named.append(route.sink) }
        return named.isEmpty ? defaults : named
    }
}
