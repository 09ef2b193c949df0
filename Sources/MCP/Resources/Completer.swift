import SkillSplitEngine
import SkillSplitHost

/// Completes the paths and addresses of URI templates.
struct Completer {
    /// The protocol's limit.
    private static let most = 100

    let library: any LibrarySession
    let budget: Budget

    /// The `completion` of an argument of a template.
    ///
    /// - Throws: ``SkillSplitError`` where the library cannot be read, and ``RPCError`` for what cannot be completed.
    func completion(for parameters: MetadataValue) async throws -> MetadataValue {
        guard parameters["ref"]?["type"]?.string == "ref/resource", let template = parameters["ref"]?["uri"]?.string,
            [ResourceTemplates.section, ResourceTemplates.skill].contains(template)
        else { throw Self.invalid("'ref' names no resource template of this server") }
        guard let name = parameters["argument"]?["name"]?.string, let value = parameters["argument"]?["value"]?.string
        else { throw Self.invalid("'argument' has no name and value") }
        switch name {
        case "path" where template == ResourceTemplates.skill: return try await skills(value)
        case "path": return try await paths(value)
        case "address" where template == ResourceTemplates.section:
            guard let path = parameters["context"]?["arguments"]?["path"]?.string else {
                throw Self.invalid("an address is completed for the path in 'context'")
            }
            return try await addresses(value, of: try PathArgument.path(path))
        default: throw Self.invalid("the template has no argument '\(Clip.text(name, to: 100))'")
        }
    }

    private func paths(_ start: String) async throws(SkillSplitError) -> MetadataValue {
        let files = try await files(startingWith: Array(start.utf8), kinds: [])
        return completion(of: files.lazy.filter(\.isText).map { "\($0)" })
    }

    /// The folders of skills.
    private func skills(_ start: String) async throws(SkillSplitError) -> MetadataValue {
        let files = try await files(startingWith: Array(start.utf8), kinds: [.skill])
        return completion(
            of: files.lazy.filter { $0.isText && $0.name == "SKILL.md" }.compactMap { $0.parent.map { "\($0)" } }
        )
    }

    private func addresses(_ start: String, of path: DocumentPath) async throws(SkillSplitError) -> MetadataValue {
        completion(of: try await library.sections(of: path).lazy.map(\.address).filter { $0.hasPrefix(start) })
    }

    /// The first paths that start with `start`, which need not be a whole folder's name.
    private func files(startingWith start: [UInt8], kinds: [ComponentKind]) async throws(SkillSplitError)
        -> [DocumentPath]
    {
        let folder = start.lastIndex(of: UInt8(ascii: "/")).flatMap { try? DocumentPath(Array(start[..<$0])) }
        // Paths are in byte order, so those that start with the text come right after it.
        let before = try? DocumentPath(start)
        var found: [DocumentPath] = []
        if let before, let file = try await library.file(at: before), kinds.isEmpty { found.append(file.path) }
        let filter = FileFilter(kinds: kinds, prefix: folder)
        for file in try await library.files(filter, after: before, limit: Self.most + 1) {
            guard file.path.bytes.starts(with: start) else { break }
            found.append(file.path)
        }
        return found
    }

    private func completion(of values: some Sequence<String>) -> MetadataValue {
        var room = budget.contentBytes
        var fitting: [MetadataValue] = []
        var hasMore = false
        for value in values {
            room -= MessageText.lengths(.string(value)).asValue + 1
            guard fitting.count < Self.most, room >= 0 else {
                hasMore = true
                break
            }
            fitting.append(.string(value))
        }
        return .fields(["values": .array(fitting), "hasMore": .bool(hasMore)])
    }

    private static func invalid(_ message: String) -> RPCError {
        RPCError(RPCError.invalidParameters, message)
    }
}
