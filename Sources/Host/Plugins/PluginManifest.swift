/// What a plugin says of itself; printed by `skill-split plugins` and in the reference.
public struct PluginManifest: Sendable, Hashable {
    public enum Stability: String, Sendable, Hashable {
        case experimental, stable
    }

    /// Lower-case letters, digits and hyphens, unique in a registry.
    ///
    /// A sink's id is the scheme of its URLs.
    public let id: String
    /// One sentence that ends with a full stop.
    public let summary: String
    /// The kind of the files that a parser parses; `nil` for a sink.
    public let kind: ComponentKind?
    /// Raised whenever the plugin would give another result for the same bytes, so that they are parsed again.
    public let version: Int
    public let stability: Stability
    /// Files whose presence makes a folder a component.
    public let componentMarkers: [ComponentMarker]

    /// The manifest of a parser.
    public static func parser(
        id: String,
        kind: ComponentKind,
        summary: String,
        version: Int = 1,
        stability: Stability = .stable,
        componentMarkers: [ComponentMarker] = []
    ) -> PluginManifest {
        PluginManifest(
            id: id,
            summary: summary,
            kind: kind,
            version: version,
            stability: stability,
            componentMarkers: componentMarkers
        )
    }

    /// The manifest of a sink.
    public static func sink(
        id: String,
        summary: String,
        version: Int = 1,
        stability: Stability = .stable
    ) -> PluginManifest {
        PluginManifest(
            id: id,
            summary: summary,
            kind: nil,
            version: version,
            stability: stability,
            componentMarkers: []
        )
    }
}

/// A file whose presence makes a folder the root of a component: `SKILL.md` makes its own folder a skill.
public struct ComponentMarker: Sendable, Hashable {
    /// The last segments of the marker's path, such as `.claude-plugin/plugin.json`.
    public let trailingPath: String
    /// How many folders lie between the marker and the root: 0 for the folder that holds the marker.
    public let levelsUp: Int

    public init(_ trailingPath: String, levelsUp: Int = 0) {
        self.trailingPath = trailingPath
        self.levelsUp = levelsUp
    }

    /// The last segment of ``trailingPath``.
    public var fileName: String {
        trailingPath.split(separator: "/").last.map(String.init) ?? trailingPath
    }
}
