import SkillSplitHost

/// An error of JSON-RPC 2.0 or of the protocol.
struct RPCError: Error, Sendable, Hashable {
    static let parseError = -32_700
    static let invalidRequest = -32_600
    static let methodNotFound = -32_601
    static let invalidParameters = -32_602
    static let internalError = -32_603
    static let headerMismatch = -32_020
    static let unsupportedRevision = -32_022

    let code: Int
    let message: String
    let data: MetadataValue?

    init(_ code: Int, _ message: String, data: MetadataValue? = nil) {
        self.code = code
        self.message = Clip.text(message, to: 1_000)
        self.data = data
    }

    /// A request for a revision that the server does not speak.
    static func unsupported(_ requested: String) -> RPCError {
        let supported = Revision.allCases.reversed().map { MetadataValue.string($0.rawValue) }
        return RPCError(
            unsupportedRevision,
            "Unsupported protocol version",
            data: .fields(["supported": .array(supported), "requested": .string(Clip.text(requested, to: 100))])
        )
    }

    static func unknownMethod(_ method: String) -> RPCError {
        RPCError(methodNotFound, "Method not found: \(Clip.text(method, to: 100))")
    }

    var json: MetadataValue {
        .fields(["code": .integer(Int64(code)), "message": .string(message), "data": data])
    }
}
