import SkillSplitHost

extension MCPServer {
    /// More messages in one array are refused; revision 2025-03-26 is the only one that has arrays.
    private static let longestBatch = 64

    /// The answers to the requests of an array, in its order; `nil` where there is nothing to answer.
    func answers(to batch: [MetadataValue], agreed: Revision) async -> [UInt8]? {
        guard (1...Self.longestBatch).contains(batch.count) else {
            let error = RPCError(RPCError.invalidRequest, "An array holds 1 to \(Self.longestBatch) messages")
            return Response.error(error, to: .null).bytes
        }
        var answers: [[UInt8]] = []
        for value in batch {
            switch Message(value) {
            case .request(let request): answers.append(await answer(request, agreed: agreed).bytes)
            case .invalid(let error, let id): answers.append(Response.error(error, to: id).bytes)
            case .notification, .response: break
            }
        }
        guard !answers.isEmpty else { return nil }
        return [UInt8(ascii: "[")] + answers.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }
}
