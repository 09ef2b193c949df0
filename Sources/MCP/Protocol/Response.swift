import SkillSplitHost

/// The answer to a request, as it goes over the wire.
struct Response: Sendable {
    /// One line of JSON, without a line feed.
    let bytes: [UInt8]
    /// The code of the error; `nil` for a result.
    let errorCode: Int?

    /// A result, or the error that stands for one over the budget.
    ///
    /// Each method keeps to the budget itself; the error is for the client that would choke on what was overlooked.
    static func result(_ result: MetadataValue, to id: MetadataValue, within budget: Budget) -> Response {
        let bytes = MessageText.bytes(.fields(["jsonrpc": .string("2.0"), "id": id, "result": result]))
        guard bytes.count <= budget.bytes else {
            return error(
                RPCError(RPCError.internalError, "The answer would have been over \(budget.tokens) tokens"),
                to: id
            )
        }
        return Response(bytes: bytes, errorCode: nil)
    }

    static func error(_ error: RPCError, to id: MetadataValue) -> Response {
        Response(
            bytes: MessageText.bytes(.fields(["jsonrpc": .string("2.0"), "id": id, "error": error.json])),
            errorCode: error.code
        )
    }
}
