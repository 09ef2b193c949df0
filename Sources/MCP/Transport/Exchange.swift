import SkillSplitHost

/// One client's requests that are under way, and what was agreed with it.
actor Exchange {
    /// More requests wait unread, so that a client that sends without reading fills no memory.
    private static let mostUnderWay = 16

    private let server: MCPServer
    private let output: LineWriter
    /// The revision of the handshake.
    private var agreed: Revision?
    private var underWay: [MetadataValue: Task<Void, Never>] = [:]
    private(set) var isOpen = true

    init(_ server: MCPServer, to output: LineWriter) {
        self.server = server
        self.output = output
    }

    /// Takes a line of input: begins to answer a request, or obeys a notification.
    func take(_ line: LineReader.Line) async {
        guard case .text(let bytes) = line else {
            let error = RPCError(RPCError.parseError, "A message has at most \(LineReader.longest) bytes")
            return write(.error(error, to: .null))
        }
        guard bytes.contains(where: { $0 > 0x20 }) else { return }
        guard let value = MetadataValue(json: bytes) else {
            return write(.error(RPCError(RPCError.parseError, "A line is no JSON in UTF-8"), to: .null))
        }
        if let batch = value.array, let agreed, agreed.hasBatches {
            if let answers = await server.answers(to: batch, agreed: agreed) { write(answers) }
            return
        }
        await take(Message(value))
    }

    /// Waits for the requests under way.
    func finish() async {
        while let task = underWay.values.first { await task.value }
    }

    private func take(_ message: Message) async {
        switch message {
        case .request(let request) where request.method == "initialize": await begin(request)
        case .request(let request): await start(request)
        case .notification("notifications/cancelled", let parameters): cancel(parameters)
        case .notification, .response: break
        case .invalid(let error, let id): write(.error(error, to: id))
        }
    }

    /// The handshake is answered before anything else is read, since it says how.
    private func begin(_ request: Request) async {
        if request.namedRevision == nil { agreed = MCPServer.revision(forHandshake: request) }
        write(await server.answer(request, agreed: agreed))
    }

    private func start(_ request: Request) async {
        guard underWay[request.id] == nil else {
            let error = RPCError(RPCError.invalidRequest, "A request with this id is under way")
            return write(.error(error, to: request.id))
        }
        while underWay.count >= Self.mostUnderWay, let task = underWay.values.first { await task.value }
        underWay[request.id] = Task {
            let response = await server.answer(request, agreed: agreed)
            // What was cancelled gets no answer.
            if !Task.isCancelled { write(response) }
            underWay[request.id] = nil
        }
    }

    private func cancel(_ parameters: MetadataValue) {
        guard let id = parameters["requestId"] else { return }
        underWay[id]?.cancel()
    }

    private func write(_ response: Response) {
        write(response.bytes)
    }

    private func write(_ line: [UInt8]) {
        if isOpen, !output.write(line) { isOpen = false }
    }
}
