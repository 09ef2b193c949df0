/// What a file is to an AI coding assistant; an open set that parsers may extend.
public struct ComponentKind: RawRepresentable, Sendable, Hashable, Comparable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let skill = ComponentKind(rawValue: "skill")
    public static let command = ComponentKind(rawValue: "command")
    public static let agent = ComponentKind(rawValue: "agent")
    public static let hook = ComponentKind(rawValue: "hook")
    public static let plugin = ComponentKind(rawValue: "plugin")
    public static let outputStyle = ComponentKind(rawValue: "output_style")
    public static let config = ComponentKind(rawValue: "config")
    public static let script = ComponentKind(rawValue: "script")
    public static let reference = ComponentKind(rawValue: "reference")
    public static let documentation = ComponentKind(rawValue: "documentation")
    /// Bytes that belong to a component but have no sections: images, fonts, archives.
    public static let asset = ComponentKind(rawValue: "asset")

    public static func < (left: ComponentKind, right: ComponentKind) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The component that a file belongs to: a skill with its scripts, a plugin with all below it.
public struct Component: Sendable, Hashable {
    public let kind: ComponentKind
    /// The folder that holds the whole component.
    public let root: DocumentPath

    public init(kind: ComponentKind, root: DocumentPath) {
        self.kind = kind
        self.root = root
    }

    /// The name of the component's folder.
    public var folderName: String { root.name }
}
