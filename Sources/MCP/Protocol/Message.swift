import SkillSplitHost

/// A message of JSON-RPC 2.0 that a client sent.
enum Message: Sendable, Hashable {
    case request(Request)
    case notification(method: String, parameters: MetadataValue)
    /// An answer to a request that the server never makes.
    case response
    /// What is no message; answered with the id where one could be read.
    case invalid(RPCError, id: MetadataValue)

    init(_ value: MetadataValue) {
        guard value.object != nil else {
            self = .invalid(RPCError(RPCError.invalidRequest, "A message is a JSON object"), id: .null)
            return
        }
        let id = value["id"]
        guard let method = value["method"]?.string, value["jsonrpc"]?.string == "2.0" else {
            let isResponse = value["result"] != nil || value["error"] != nil
            self = isResponse ? .response : .invalid(Self.notARequest, id: id.flatMap(Self.checked) ?? .null)
            return
        }
        let parameters = value["params"] ?? .object([])
        guard let id else {
            self = .notification(method: method, parameters: parameters)
            return
        }
        guard let id = Self.checked(id) else {
            let error = RPCError(RPCError.invalidRequest, "An id is a string of up to 256 bytes, or a whole number")
            self = .invalid(error, id: .null)
            return
        }
        guard parameters.object != nil else {
            self = .invalid(RPCError(RPCError.invalidParameters, "'params' is a JSON object"), id: id)
            return
        }
        self = .request(Request(id: id, method: method, parameters: parameters))
    }

    private static let notARequest = RPCError(
        RPCError.invalidRequest,
        "A request has 'jsonrpc': '2.0', a string 'method' and an 'id'"
    )

    /// Longer ids are refused, since each answer repeats its own.
    static func checked(_ id: MetadataValue) -> MetadataValue? {
        switch id {
        case .integer: id
        case .string: MessageText.lengths(id).asValue <= 258 ? id : nil
        default: nil
        }
    }
}

/// What a client asks for, with the id that the answer bears.
struct Request: Sendable, Hashable {
    let id: MetadataValue
    let method: String
    /// An object.
    let parameters: MetadataValue

    /// The revision that the request itself names; `nil` where it relies on a handshake.
    var namedRevision: String? {
        parameters["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string
    }
}
