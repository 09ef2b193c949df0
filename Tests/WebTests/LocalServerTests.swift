import Foundation
import Hummingbird
import SkillSplitHost
import SkillSplitWeb
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct LocalServerTests {
    /// Runs a server that answers `/hello`, hands its URL to `body`, and ends it.
    private func withServer(_ body: @Sendable @escaping (URL) async throws -> Void) async throws {
        let server = LocalServer(port: 0)
        let (urls, found) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.run({ router in router.get("hello") { _, _ in "hello" } }) { found.yield($0) }
            }
            for await text in urls {
                try await body(try #require(URL(string: text)))
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func fetch(_ url: URL, origin: String? = nil) async throws -> (status: Int, text: String, HTTPURLResponse) {
        var request = URLRequest(url: url)
        request.setValue(origin, forHTTPHeaderField: "Origin")
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (answer.statusCode, String(decoding: data, as: UTF8.self), answer)
    }

    @Test func answersOnTheLoopbackAddressAndEndsWhenItsTaskIsCancelled() async throws {
        try await withServer { url in
            #expect(url.host == "127.0.0.1")
            let (status, text, response) = try await fetch(url.appendingPathComponent("hello"))
            #expect(status == 200 && text == "hello")
            #expect(response.value(forHTTPHeaderField: "Cross-Origin-Resource-Policy") == "same-origin")
            #expect(response.value(forHTTPHeaderField: "X-Content-Type-Options") == "nosniff")
        }
    }

    @Test func refusesOtherSitesAndSaysWhatItDoesNotHave() async throws {
        try await withServer { url in
            let hello = url.appendingPathComponent("hello")
            let (refused, text, _) = try await fetch(hello, origin: "http://evil.example")
            #expect(refused == 403 && text.hasPrefix("Refused: "))
            let (missing, _, response) = try await fetch(url.appendingPathComponent("gone"))
            #expect(missing == 404)
            #expect(response.value(forHTTPHeaderField: "X-Frame-Options") == "DENY")
        }
    }

    @Test func saysThatAPortIsTaken() async throws {
        try await withServer { url in
            let second = LocalServer(port: try #require(url.port))
            await #expect(throws: SkillSplitError.self) { try await second.run({ _ in }) { _ in } }
        }
    }
}
