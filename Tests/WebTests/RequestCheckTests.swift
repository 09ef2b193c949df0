import HTTPTypes
import Testing

@testable import SkillSplitWeb

struct RequestCheckTests {
    private let check = RequestCheck(allowedHosts: ["Library.example"])

    private func request(
        host: String?,
        method: HTTPRequest.Method = .get,
        _ fields: [String: String] = [:]
    ) throws -> HTTPRequest {
        var headers = HTTPFields()
        for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
        return HTTPRequest(method: method, scheme: "http", authority: host, path: "/", headerFields: headers)
    }

    @Test(arguments: [
        "127.0.0.1:8080", "127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080", "192.168.1.7:80", "library.example",
        "library.example:443",
    ])
    func letsThroughOwnNames(host: String) throws {
        #expect(check.refusal(of: try request(host: host)) == nil)
    }

    /// DNS rebinding: a name of the attacker's that answers with the loopback address.
    @Test(arguments: [
        "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "library.example.evil.example", "",
        "1.2.3", "1.2.3.4.5", "256.0.0.1", "0x7f.0.0.1", "[evil.example]",
    ])
    func refusesNamesThatDNSMayTurn(host: String) throws {
        #expect(check.refusal(of: try request(host: host)) != nil)
    }

    @Test func refusesRequestsWithoutAHost() throws {
        #expect(check.refusal(of: try request(host: nil)) != nil)
    }

    @Test(arguments: ["http://127.0.0.1:8080", "https://127.0.0.1:8080"])
    func letsThroughItsOwnPages(origin: String) throws {
        let request = try request(host: "127.0.0.1:8080", method: .post, ["Origin": origin])
        #expect(check.refusal(of: request) == nil)
    }

    @Test(arguments: [
        "http://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8080", "file://", "",
        "http://127.0.0.1:8080.evil.example",
    ])
    func refusesOtherOrigins(origin: String) throws {
        let request = try request(host: "127.0.0.1:8080", method: .post, ["Origin": origin])
        #expect(check.refusal(of: request) != nil)
    }

    @Test func letsPeopleFollowLinksFromOtherSitesButNoSiteLoadAnything() throws {
        let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"]
        #expect(check.refusal(of: try request(host: "localhost", link)) == nil)
        #expect(check.refusal(of: try request(host: "localhost", method: .post, link)) != nil)
        for (mode, destination) in [("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")] {
            let load = ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination]
            #expect(check.refusal(of: try request(host: "localhost", load)) != nil, "\(destination)")
        }
        #expect(check.refusal(of: try request(host: "localhost", ["Sec-Fetch-Site": "same-origin"])) == nil)
    }
}
