/// Which objects and arrays of a JSON file become sections of their own members.
///
/// The root is always split. Below it, a container is split where a path leads to it: keys joined by `/`, `*` for any
/// key or index. `.into("hooks", "projects/*/mcpServers")` makes a section of each hook event, each project and each
/// of a project's servers.
public struct JSONLevels: Sendable, Hashable {
    let paths: [[String]]

    /// The members of the root only.
    public static let root = JSONLevels(paths: [])

    /// The members of the root and of every container in it.
    public static let two = into("*")

    /// The members of the root, and of each container on one of `paths`.
    public static func into(_ paths: String...) -> JSONLevels {
        JSONLevels(paths: paths.map { $0.split(separator: "/").map(String.init) })
    }
}
