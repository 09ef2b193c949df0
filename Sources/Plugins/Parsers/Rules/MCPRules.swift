import SkillSplitFormats
import SkillSplitHost

/// The rules for MCP servers, as Claude Code reads them from `.mcp.json`, settings and manifests.
enum MCPRules {
    /// The object whose members are servers: below `mcpServers` or `servers`, or the root itself in a bare map.
    static func servers(in root: JSONNode) -> JSONNode? {
        if let servers = root["mcpServers"] ?? root["servers"] { return servers }
        let isBare = root.children.contains { $0["command"] != nil || $0["url"] != nil }
        return isBare ? root : nil
    }

    /// Checks each server of `servers`.
    ///
    /// - Parameters:
    ///   - servers: An object of servers by name.
    ///   - needsType: Whether `type` is obligatory, as in Agent Plugins.
    ///   - diagnostics: Receives the findings.
    static func check(_ servers: JSONNode, needsType: Bool = false, diagnostics: inout [Diagnostic]) {
        guard servers.isObject else {
            diagnostics.append(
                Diagnostic("mcp/wrong-shape", .error, "the servers must be an object, by name", range: servers.range)
            )
            return
        }
        for server in servers.children.prefix(1000) {
            let name = server.key ?? ""
            // Comments that people write as members: "_notice", "$schema", "//".
            guard server.isObject || !isComment(name) else { continue }
            check(server, name: name, needsType: needsType, diagnostics: &diagnostics)
        }
    }

    private static func check(
        _ server: JSONNode,
        name: String,
        needsType: Bool,
        diagnostics: inout [Diagnostic]
    ) {
        func report(
            _ rule: String,
            _ severity: Diagnostic.Severity,
            _ summary: String,
            _ remedy: String? = nil,
            at node: JSONNode? = nil
        ) {
            diagnostics.append(
                Diagnostic("mcp/\(rule)", severity, summary, remedy: remedy, range: node?.range ?? server.keyRange)
            )
        }
        guard server.isObject else {
            return report("wrong-shape", .error, "the server '\(name)' must be an object", at: server)
        }
        if !isWellFormed(name) {
            report("server-name", .warning, "'\(name)' is no name for a server", "Use letters, digits, '-' and '_'.")
        }
        if let timeout = server["timeout"], case .integer(..<1000) = timeout.value {
            report("short-timeout", .note, "a timeout below 1000 milliseconds is ignored", at: timeout)
        }
        if let args = server["args"], !args.isArray {
            report("wrong-type", .error, "'args' of '\(name)' must be a list", at: args)
        }
        guard let type = server["type"] else {
            if needsType { return report("no-type", .error, "the server '\(name)' has no type") }
            if server["url"] != nil, server["command"] == nil {
                let remedy = "Add \"type\": \"http\" or \"type\": \"sse\"."
                return report("url-without-type", .error, "the server '\(name)' has a url but no type", remedy)
            }
            if server.text("command") == nil { report("missing-field", .error, "the server '\(name)' needs 'command'") }
            return
        }
        guard let required = ClientFacts.serverTypes[type.string ?? ""] else {
            let known = Text.list(ClientFacts.serverTypes.keys.sorted())
            return report("unknown-type", .error, "the type of '\(name)' is none of \(known)", at: type)
        }
        if server.text(required) == nil {
            report("missing-field", .error, "the server '\(name)' of type \(type.string ?? "") needs '\(required)'")
        }
    }

    private static func isComment(_ name: String) -> Bool {
        name.hasPrefix("_") || name.hasPrefix("$") || name.hasPrefix("/")
    }

    private static func isWellFormed(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
