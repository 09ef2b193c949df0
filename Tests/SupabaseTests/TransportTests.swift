import Foundation
import SkillSplitHost
import Testing

@testable import SkillSplitSupabase

struct TransportTests {
    @Test func newKeysStandInOneHeaderAndTokensInTwo() {
        #expect(APIKey("sb_secret_abc").headers == ["apikey: sb_secret_abc"])
        #expect(APIKey("sb_publishable_abc").headers == ["apikey: sb_publishable_abc"])
        #expect(APIKey("aa.bb.cc").headers == ["apikey: aa.bb.cc", "Authorization: Bearer aa.bb.cc"])
    }

    @Test func keysAreNeverShown() throws {
        let key = APIKey("sb_secret_planted")
        let credentials = try Credentials(url: "https://p.supabase.co/", key: key)
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(key)", "\(credentials)", String(reflecting: credentials), dumped] {
            #expect(!text.contains("planted"))
        }
        #expect(key.redacted("a sb_secret_planted b sb_secret_planted") == "a [key] b [key]")
    }

    @Test(arguments: ["http://p.supabase.co", "ftp://x", "https://", "https://a@b", "https://p?x", "p.supabase.co"])
    func refusesAddressesThatWouldShowTheKey(_ url: String) {
        #expect(throws: SkillSplitError.self) { try Credentials(url: url, key: APIKey("sb_secret_x")) }
    }

    @Test(arguments: ["http://localhost:1", "http://127.0.0.1:54321", "http://[::1]:80", "https://p.supabase.co"])
    func takesAddressesThatKeepTheKey(_ url: String) throws {
        #expect(try Credentials(url: url, key: APIKey("sb_secret_x")).url == url)
    }

    @Test(arguments: ["", "a b", "a\r\nX: y", "ü"])
    func refusesKeysThatBreakAHeader(_ key: String) {
        #expect(throws: SkillSplitError.self) { try Credentials(url: "https://p.supabase.co", key: APIKey(key)) }
    }

    @Test func pausesGrowWithFullJitter() {
        let policy = RetryPolicy(base: .seconds(1), cap: .seconds(10))
        #expect(policy.pause(after: 1, random: 1) == .seconds(1))
        #expect(policy.pause(after: 3, random: 1) == .seconds(4))
        #expect(policy.pause(after: 30, random: 1) == .seconds(10))
        #expect(policy.pause(after: 3, random: 0) == .zero)
        #expect(RetryPolicy.requested("7") == .seconds(7))
        #expect(RetryPolicy.requested("Tue, 24 Nov 2026 10:00:00 GMT") == nil)
    }

    @Test func namesTheLastCauseWhenTheBudgetIsSpent() async throws {
        // Nothing listens on the discard port.
        let credentials = try Credentials(url: "http://127.0.0.1:9", key: APIKey("sb_secret_planted"))
        let project = try Project(credentials, policy: RetryPolicy(attempts: 3, base: .milliseconds(1)))
        do {
            _ = try await project.call("skill_split_schema", Array("{}".utf8))
            Issue.record("nobody answers there")
        } catch {
            #expect(error.error.code == .network)
            #expect(error.error.message.contains("3 times"))
            #expect(error.error.cause?.contains("libcurl") == true)
            #expect(!"\(error.error)".contains("planted"))
        }
        #expect(project.traffic.requests == 3)
    }

    @Test func endsAtOnceWhenItIsCancelled() async throws {
        // An address that swallows everything.
        let credentials = try Credentials(url: "http://127.0.0.1:9", key: APIKey("sb_secret_x"))
        let project = try Project(
            credentials,
            policy: RetryPolicy(attempts: 1000, budget: .seconds(6000), base: .seconds(600), cap: .seconds(600)),
            clockwork: Clockwork(random: { 1 })
        )
        let task = Task { () -> SkillSplitError? in
            do throws(ProjectFailure) {
                _ = try await project.call("skill_split_schema", Array("{}".utf8))
                return nil
            } catch {
                return error.error
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value?.code == .cancelled)
    }

    @Test func readsEnvironmentFiles() {
        let text = """
            # a comment
            SUPABASE_URL=https://p.supabase.co
            export SUPABASE_KEY="sb_secret_#1"  # rest
            EMPTY=
            SPACED = a b # c
            QUOTED='x=y'
            not a line
            """
        #expect(
            EnvironmentFile.parse(text) == [
                "SUPABASE_URL": "https://p.supabase.co", "SUPABASE_KEY": "sb_secret_#1", "EMPTY": "", "SPACED": "a b",
                "QUOTED": "x=y",
            ]
        )
    }

    private func sources(_ values: [(String, [String: String], Bool)]) -> CredentialSources {
        CredentialSources(values.map { CredentialSources.Source(name: $0.0, values: $0.1, isTrusted: $0.2) })
    }

    @Test func neverGivesAKeyToAnAddressOfAFolder() throws {
        let hostile = sources([
            ("the environment", ["SUPABASE_KEY": "sb_secret_mine"], true),
            (".env", ["SUPABASE_URL": "https://evil.example"], false),
        ])
        #expect(throws: SkillSplitError.self) { try hostile.credentials() }
        let own = sources([
            ("the environment", ["SUPABASE_URL": "https://p.supabase.co"], true),
            (".env", ["SUPABASE_KEY": "sb_secret_mine"], false),
        ])
        #expect(try own.credentials().key == APIKey("sb_secret_mine"))
    }

    @Test func saysWhereItLooked() {
        let error = #expect(throws: SkillSplitError.self) {
            try sources([("the environment", [:], true), (".env", [:], false)]).credentials()
        }
        #expect(error?.message.contains("SUPABASE_URL") == true)
        #expect(error?.remedy.contains("the environment, .env") == true)
    }
}
