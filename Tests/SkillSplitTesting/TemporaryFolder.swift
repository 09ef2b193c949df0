import Foundation

/// An empty folder that goes away with the value.
public final class TemporaryFolder: Sendable {
    /// Absolute.
    public let path: String

    public init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("skill-split-\(UUID().uuidString)").resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a new entry of the folder that no one has asked for before; nothing is created.
    public func unusedPath(_ suffix: String = "") -> String {
        "\(path)/\(UUID().uuidString)\(suffix)"
    }
}
