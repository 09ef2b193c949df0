public import SkillSplitHost

/// Answers the requests of the Model Context Protocol on a library, whatever carries them.
///
/// It keeps nothing between two requests but the open library.
public struct MCPServer: Sendable {
    let version: String
    let library: LibraryAccess
    let tools: [any Tool]
    /// What each answer keeps to.
    public let budget: Budget

    /// - Parameters:
    ///   - version: Of the program, which the server says of itself.
    ///   - library: Where answers come from.
    ///   - kinds: The kinds of files that a library may hold.
    ///   - budget: What each answer keeps to.
    ///   - workshop: What the tools do that write; without it there are none.
    public init(
        version: String,
        library: LibraryAccess,
        kinds: [ComponentKind],
        budget: Budget = Budget(),
        workshop: Workshop? = nil
    ) {
        self.version = version
        self.library = library
        self.budget = budget
        let kinds = kinds.sorted()
        var tools: [any Tool] = [
            SearchTool(kinds: kinds), OutlineTool(), ReadSectionTool(), ListComponentsTool(kinds: kinds),
            ReadFileTool(),
        ]
        if let workshop { tools += [CheckoutTool(workshop: workshop), ComposeTool(workshop: workshop)] }
        self.tools = tools
    }

    /// The answer to `request`.
    ///
    /// - Parameters:
    ///   - request: What a client asks for.
    ///   - agreed: The revision of the handshake before it, for a request that names none itself.
    /// - Returns: A result, or an error that says what was wrong with the request.
    @concurrent
    func answer(_ request: Request, agreed: Revision?) async -> Response {
        do {
            let revision = try self.revision(of: request, agreed: agreed)
            let result = try await result(of: request, for: revision)
            return .result(complete(result, of: request.method, for: revision), to: request.id, within: budget)
        } catch let error as RPCError {
            return .error(error, to: request.id)
        } catch {
            return .error(RPCError(RPCError.internalError, "\(error)"), to: request.id)
        }
    }

    /// What `initialize` leads to: the revision that the client wishes, where the server speaks it.
    static func revision(forHandshake request: Request) -> Revision {
        let wished = request.parameters["protocolVersion"]?.string.flatMap(Revision.init)
        guard let wished, !wished.isStateless else { return .newestWithHandshake }
        return wished
    }

    private func revision(of request: Request, agreed: Revision?) throws(RPCError) -> Revision {
        if let name = request.namedRevision {
            guard let revision = Revision(rawValue: name), revision.isStateless else { throw .unsupported(name) }
            guard request.parameters["_meta"]?["io.modelcontextprotocol/clientCapabilities"]?.object != nil else {
                throw RPCError(
                    RPCError.invalidParameters,
                    "'_meta' has no 'io.modelcontextprotocol/clientCapabilities'"
                )
            }
            return revision
        }
        if request.method == "initialize" { return Self.revision(forHandshake: request) }
        // A client may ask whether anyone is there before the handshake.
        if request.method == "ping" { return agreed ?? .newestWithHandshake }
        guard let agreed, !agreed.isStateless else {
            throw RPCError(
                RPCError.invalidParameters,
                "'_meta' has no 'io.modelcontextprotocol/protocolVersion', and there was no 'initialize'"
            )
        }
        return agreed
    }

    private func result(of request: Request, for revision: Revision) async throws -> MetadataValue {
        try Task.checkCancellation()
        switch request.method {
        case "server/discover" where revision.isStateless: return discovery
        case "initialize" where !revision.isStateless: return handshake(revision)
        case "ping" where !revision.isStateless: return .object([])
        case "tools/list": return .fields(["tools": .array(tools.map { $0.json(for: revision) })])
        case "tools/call": return try await call(request.parameters, for: revision)
        case "resources/list": return .fields(["resources": .array([])])
        case "resources/templates/list": return .fields(["resourceTemplates": ResourceTemplates.json(for: revision)])
        case "resources/read": return try await read(request.parameters, for: revision)
        case "completion/complete": return try await complete(request.parameters)
        default: throw RPCError.unknownMethod(request.method)
        }
    }

    /// `result` with what each result of `revision` has.
    private func complete(_ result: MetadataValue, of method: String, for revision: Revision) -> MetadataValue {
        guard revision.isStateless else { return result }
        let isCatalogue = ["server/discover", "tools/list", "resources/list", "resources/templates/list"].contains(
            method
        )
        // Catalogues change with the program only; what a resource holds may change at any time.
        let isCached = isCatalogue || method == "resources/read"
        return result.adding([
            "resultType": .string("complete"),
            "ttlMs": isCached ? .count(isCatalogue ? 3_600_000 : 0) : nil,
            "cacheScope": isCached ? .string(isCatalogue ? "public" : "private") : nil,
            "_meta": .fields(["io.modelcontextprotocol/serverInfo": information]),
        ])
    }
}
