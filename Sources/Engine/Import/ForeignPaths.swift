import SkillSplitHost

/// The document paths of files that another program stored by their places on its machine.
///
/// The root is the first hidden folder that all absolute paths share, such as `.claude`, so that files come to the paths
/// that an ingest of that folder gives them; without one it is the folder that they all share. Relative paths are taken to
/// start at the root.
struct ForeignPaths {
    private let root: [ArraySlice<UInt8>]
    private let collection: DocumentPath

    /// Finds the root of `paths`; `name` is the collection that the user wants, or `nil` for the root's name.
    init(_ paths: [[UInt8]], collection name: String?) throws(SkillSplitError) {
        root = Self.root(of: paths)
        if let name {
            collection = try CollectionName.named(name)
        } else {
            let bare = (root.last ?? []).drop { $0 == UInt8(ascii: ".") }
            collection = try DocumentPath(bare.isEmpty ? Array("original".utf8) : Array(bare))
        }
    }

    /// The path below the root, and the document path.
    ///
    /// - Throws: ``SkillSplitError`` for a path that leads out of the root.
    func place(of path: [UInt8]) throws(SkillSplitError) -> (relative: [UInt8], document: DocumentPath) {
        var segments = Self.segments(path)[...]
        if path.first == .slash { segments = segments.dropFirst(root.count) }
        let relative = Array(segments.joined(separator: [.slash]))
        return (relative, try collection.appending(relative))
    }

    private static func root(of paths: [[UInt8]]) -> [ArraySlice<UInt8>] {
        var shared: [ArraySlice<UInt8>]?
        for path in paths where path.first == .slash {
            let folder = segments(path).dropLast()
            shared = shared.map { Array(zip($0, folder).prefix { $0 == $1 }.map(\.0)) } ?? Array(folder)
        }
        let root = shared ?? []
        guard let hidden = root.firstIndex(where: { $0.first == UInt8(ascii: ".") }) else { return root }
        return Array(root[...hidden])
    }

    /// Without `.` and with `..` resolved; one that leads above the start stays, and is refused.
    private static func segments(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
        let up = Array("..".utf8)[...]
        var segments: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: .slash) where segment != [UInt8(ascii: ".")] {
            if segment == up, let last = segments.last, last != up {
                segments.removeLast()
            } else {
                segments.append(segment)
            }
        }
        return segments
    }
}
