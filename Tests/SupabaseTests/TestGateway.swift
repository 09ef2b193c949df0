import Foundation
import SkillSplitHost
import Testing

@testable import SkillSplitSupabase

/// The gateway that `scripts/with-gateway` started.
enum TestGateway {
    static var isRunning: Bool { environment("URL") != nil }

    /// Which key a sink uses.
    enum Key: String {
        case service = "SERVICE"
        case secret = "SECRET"
        case anon = "ANON"
        case publishable = "PUBLISHABLE"
    }

    static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment["GATEWAY_\(name)"]
    }

    static func key(_ key: Key) throws -> String {
        try #require(environment(key.rawValue))
    }

    /// A new, empty library.
    static func project() async throws -> TestProject {
        try await project(by: "create")
    }

    /// A project as Supabase makes it, without any table.
    static func emptyProject() async throws -> TestProject {
        let project = try await project(by: "create-empty")
        try await project.sql(try TestSQL.text("Tests/SupabaseSQL/roles.sql"))
        return project
    }

    private static func project(by command: String) async throws -> TestProject {
        let base = try #require(environment("URL"))
        let name = "t\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        _ = try await control("\(base)/_gateway/\(command)", Array(name.utf8))
        return TestProject(name: name, url: "\(base)/db/\(name)")
    }

    static func control(_ url: String, _ body: [UInt8]) async throws -> [UInt8] {
        let client = try HTTPClient()
        let response = try await client.send(HTTPRequest(url: url, headers: [], body: body))
        try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
        return response.body
    }
}

/// A database behind the gateway.
struct TestProject: Sendable {
    let name: String
    let url: String

    /// How libpq reaches it.
    func address() throws -> String {
        let host = try #require(ProcessInfo.processInfo.environment["PGHOST"])
        return "host=\(host) user=postgres dbname=\(name)"
    }

    /// What the gateway counted since the last plan of faults.
    struct Count: Codable {
        let requests: Int
        let faulted: Int
        let bytesIn: Int
        let bytesOut: Int
    }

    func sink(_ key: TestGateway.Key = .service, policy: RetryPolicy = .impatient) throws -> SupabaseSink {
        let credentials = try Credentials(url: url, key: APIKey(TestGateway.key(key)))
        return SupabaseSink { () throws(SkillSplitError) in try Project(credentials, policy: policy) }
    }

    func faults(_ json: String) async throws {
        _ = try await TestGateway.control("\(url)/_gateway/faults", Array(json.utf8))
    }

    func count() async throws -> Count {
        let body = try await TestGateway.control("\(url)/_gateway/count", [])
        return try JSONDecoder().decode(Count.self, from: Data(body))
    }

    /// What the database says to its owner.
    @discardableResult
    func sql(_ statement: String) async throws -> [[String?]] {
        let body = try await TestGateway.control("\(url)/_gateway/sql", Array(statement.utf8))
        return try JSONDecoder().decode([[String?]].self, from: Data(body))
    }
}

/// SQL files of this package.
enum TestSQL {
    static func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}

extension RetryPolicy {
    /// Without pauses worth the name.
    static let impatient = RetryPolicy(base: .milliseconds(1), cap: .milliseconds(5))
}
