public import Hummingbird
import HummingbirdCore
public import SkillSplitHost

/// Answers requests with the pages of a site.
public struct SiteRoutes: Sendable {
    private let site: any LiveSite

    public init(_ site: any LiveSite) {
        self.site = site
    }

    public func add(to router: Router<BasicRequestContext>) {
        for path in ["/", "**"] as [RouterPath] {
            router.get(path) { request, _ in await response(to: request.uri) }
            router.head(path) { request, _ in await response(to: request.uri).createHeadResponse() }
        }
    }

    private func response(to uri: URI) async -> Response {
        var query: [String: String] = [:]
        for (name, value) in uri.queryParameters { query[String(name)] = String(value) }
        do throws(SkillSplitError) {
            switch try await site.answer(to: String(uri.path.drop { $0 == "/" }), query: query) {
            case .content(let type, let bytes):
                return Response(
                    status: .ok,
                    headers: [.contentType: type, .cacheControl: "no-cache"],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
                )
            case .moved(let path): return Response(status: .found, headers: [.location: "/\(path)"])
            case nil: return plain(.notFound, "The library has nothing here.")
            }
        } catch {
            return plain(error.code == .credential ? .forbidden : .internalServerError, error.description)
        }
    }

    private func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n"))
        )
    }
}
