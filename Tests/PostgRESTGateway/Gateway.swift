import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request carries beside itself: the channel, so that a fault can cut it.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// The API gateway of a project with PostgREST behind it, and what goes wrong between a client and both.
struct Gateway: HTTPResponder {
    typealias Context = GatewayContext

    let authentication: Authentication
    let projects: Projects

    private static let prefix = "/rest/v1"

    func respond(to request: Request, context: GatewayContext) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 512 << 20)
        let body = Array(buffer.readableBytesView)
        let (project, path) = try await projects.project(at: request.uri.path)
        if path.hasPrefix("/_gateway/") { return try await control(path, body, project) }
        if path == "/v1/projects/\(project.name)/database/query" {
            return try await management(body, token: request.headers[.authorization], project).response
        }
        let faults = project.faults
        let incoming = Incoming(
            method: request.method.rawValue,
            path: String(path.dropFirst(Self.prefix.count)),
            query: request.uri.query ?? "",
            headers: request.headers,
            body: body
        )
        guard path.hasPrefix("\(Self.prefix)/") else {
            return Answer.gateway(404, "no Route matched with those values").response
        }
        let fault = faults.next(bodySize: body.count)
        if let answer = fault.answer { return answer.response }
        if let answer = try await early(fault.kind, fault.plan, context) { return answer.response }
        var answer = await answer(incoming, project, committing: fault.kind != .serialization)
        switch fault.kind {
        case .resetAfterCommit:
            try await context.channel.close()
            throw CancellationError()
        case .gatewayTimeoutAfterCommit: answer = .proxy(504)
        case .serialization:
            answer = Failure(500, "40P01", "deadlock detected").answer
        case .truncated: return cut(compressed(answer, incoming), context)
        default: break
        }
        answer = compressed(answer, incoming)
        faults.sent(answer.body.count)
        return request.method == .head ? answer.head : answer.response
    }

    private func answer(_ request: Incoming, _ project: Project, committing: Bool) async -> Answer {
        do {
            let token = try authentication.token(
                apikey: request.header("apikey"),
                authorization: request.header("Authorization")
            )
            let identity = try authentication.identity(token)
            return await project.postgrest.answer(request, identity, ending: committing ? .commit : .rollback)
        } catch let refusal as GatewayRefusal {
            return refusal.answer
        } catch let failure as Failure {
            return failure.answer
        } catch {
            return Failure(500, "XX000", "\(error)").answer
        }
    }

    /// The faults that keep a request from PostgREST.
    private func early(
        _ kind: FaultPlan.Kind?,
        _ plan: FaultPlan,
        _ context: GatewayContext
    ) async throws -> Answer? {
        switch kind {
        case .tooMany: return .gateway(429, "Too many requests")
        case .tooManyWithRetryAfter: return .gateway(429, "Too many requests").retryAfter(0)
        case .unavailable: return .proxy(503)
        case .unavailableWithRetryAfter:
            return Failure(503, "PGRST002", "Could not query the database for the schema cache. Retrying.").answer
                .retryAfter(0)
        case .internalError:
            return Answer(500, headers: [("Content-Type", "text/plain")], body: Array("Something went wrong".utf8))
        case .badGateway: return .proxy(502)
        case .gatewayTimeout: return .proxy(504)
        case .cloudflare: return .proxy(520)
        case .resetBefore:
            try await context.channel.close()
            throw CancellationError()
        case .slow:
            try await Task.sleep(for: .milliseconds(plan.slowMilliseconds))
            return nil
        default: return nil
        }
    }

    private func compressed(_ answer: Answer, _ request: Incoming) -> Answer {
        guard request.header("Accept-Encoding")?.contains("gzip") == true, answer.body.count > 1000,
            let body = Gzip.compressed(answer.body)
        else { return answer }
        var answer = answer
        answer.body = body
        answer.headers.append(("Content-Encoding", "gzip"))
        return answer
    }

    /// Half of an answer, and then nothing more.
    private func cut(_ answer: Answer, _ context: GatewayContext) -> Response {
        var response = answer.response
        let half = ByteBuffer(bytes: answer.body.prefix(answer.body.count / 2))
        let channel = context.channel
        response.body = ResponseBody(contentLength: answer.body.count) { writer in
            try await writer.write(half)
            try await channel.close()
            throw CancellationError()
        }
        return response
    }

    /// The query endpoint of the management API: SQL of the owner, rows as objects.
    private func management(_ body: [UInt8], token: String?, _ project: Project) async throws -> Answer {
        guard token == "Bearer \(authentication.accessToken)" else { return .gateway(401, "Unauthorized") }
        guard let query = try? JSONDecoder().decode(ManagementQuery.self, from: Data(body)) else {
            return .gateway(400, "query: Required")
        }
        do {
            let rows = try await projects.administer(project.name) { try $0.run(query.query) }
            let objects = rows.values.map { values in
                Dictionary(zip(rows.columns, values)) { first, _ in first }
            }
            return Answer(201, headers: [Answer.json], body: Array(try JSONEncoder().encode(objects)))
        } catch let error as DatabaseError {
            return .gateway(400, "Failed to run sql query: ERROR: \(error.code): \(error.message)")
        }
    }

    private struct ManagementQuery: Decodable {
        let query: String
    }

    private func control(_ path: String, _ body: [UInt8], _ project: Project) async throws -> Response {
        switch path {
        case "/_gateway/create", "/_gateway/create-empty":
            let name = String(decoding: body, as: UTF8.self)
            try await projects.create(name, isEmpty: path.hasSuffix("-empty"))
            return Answer(200).response
        case "/_gateway/faults":
            guard let plan = try? JSONDecoder().decode(FaultPlan.self, from: Data(body)) else {
                return Answer(400).response
            }
            project.faults.start(plan)
            return Answer(200).response
        case "/_gateway/count":
            let data = (try? JSONEncoder().encode(project.faults.count)) ?? Data()
            return Answer(200, headers: [Answer.json], body: Array(data)).response
        case "/_gateway/sql":
            // For tests that look behind the gateway, or tamper with what lies there.
            let sql = String(decoding: body, as: UTF8.self)
            do {
                let rows = try await projects.administer(project.name) { try $0.run(sql).values }
                let data = (try? JSONEncoder().encode(rows)) ?? Data()
                return Answer(200, headers: [Answer.json], body: Array(data)).response
            } catch let error as DatabaseError {
                return Answer(400, body: Array(error.message.utf8)).response
            }
        default: return Answer(404).response
        }
    }
}

extension Answer {
    /// A page of a proxy, which knows nothing of JSON.
    static func proxy(_ status: Int) -> Answer {
        Answer(
            status,
            headers: [("Content-Type", "text/html")],
            body: Array("<html><head><title>\(status)</title></head><body><h1>\(status)</h1></body></html>".utf8)
        )
    }

    func retryAfter(_ seconds: Int) -> Answer {
        var answer = self
        answer.headers.removeAll { $0.name == "Retry-After" }
        answer.headers.append(("Retry-After", "\(seconds)"))
        return answer
    }

    var head: Response {
        var answer = self
        answer.body = []
        return answer.response
    }
}
