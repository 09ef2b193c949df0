import SkillSplitEngine
import Testing

struct SecretScannerTests {
    // The credentials are put together here, so that no scanner of repositories takes them for real.
    private static let random = "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7b"

    private static let secrets: [(rule: String, text: String)] = [
        ("aws-access-key", "AKI" + "AQ3WE5RT7YU9IO1PA"),
        ("github-token", "gh" + "p_\(random)"),
        ("slack-token", "xox" + "b-2813746501-\(random.prefix(24))"),
        ("anthropic-key", "sk-" + "ant-api03-\(random)"),
        ("openai-key", "sk-" + "proj-\(random)"),
        ("stripe-key", "sk_" + "live_\(random)"),
        ("google-api-key", "AIz" + "aSy\(random)"),
        ("supabase-secret-key", "sb_" + "secret_\(random)"),
        ("json-web-token", "eyJ" + "hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiYW5vbiJ9.\(random)"),
        (
            "private-key",
            "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEpAIB\(random)\(random)\n-----END RSA PRIVATE KEY-----"
        ),
        ("high-entropy-value", "api_key = \"\(random)\""),
        ("high-entropy-value", "{\"clientSecret\": \"9f8e7d6c5b4a39281706f5e4d3c2b1a0\"}"),
        ("high-entropy-value", "Authorization: Bearer \(random)"),
    ]

    @Test(arguments: secrets.indices)
    func findsCredentials(_ index: Int) throws {
        let (rule, text) = Self.secrets[index]
        let findings = SecretScanner().findings(in: Array("# Title\n\nuse \(text) here\n".utf8))
        #expect(findings.map(\.rule) == [rule])
        #expect(findings.first?.line == 3)
        let fingerprint = try #require(findings.first?.fingerprint)
        let allowing = SecretScanner(policy: SecretPolicy(allowed: [fingerprint]))
        #expect(allowing.findings(in: Array(text.utf8)).isEmpty)
        #expect(SecretScanner(policy: SecretPolicy(allowsAll: true)).findings(in: Array(text.utf8)).isEmpty)
    }

    @Test(arguments: [
        "api_key = \"YOUR_API_KEY_GOES_RIGHT_HERE_12\"", "token: <your-token-here-1234567890>",
        "password: ${PASSWORD_FROM_ENV}",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AKIAIOSFODNN7EXAMPLE",
        "secret: correct-horse-battery-staple-and-more",
        "sk-1234567890abcdefghijklmnopqrstuvwxyz", "token_count = 12345678901234567890123",
        "the secret of good documentation",
        "authorization: https://example.com/oauth2/v1/authorize",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "monkey = \"aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW\"", "task-list-with-many-hyphenated-words-in-a-row-here",
        "password_file = /etc/secrets/postgres/password.txt", "eyJhbGciOi", "sb_publishable_aB3dE5fG7hI9jK1lM3nO5",
    ])
    func passesPlaceholdersAndProse(_ text: String) {
        #expect(SecretScanner().findings(in: Array(text.utf8)) == [])
    }

    @Test func readsAnyBytes() {
        for length in 0..<200 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ length) }
            _ = SecretScanner().findings(in: bytes)
        }
        #expect(SecretScanner().findings(in: [UInt8](repeating: 0x41, count: 1_000_000)).isEmpty)
    }
}
