public import SkillSplitHost

/// Finds credentials in content that is about to leave for a place that others can read.
public struct SecretScanner: Sendable {
    /// A credential that was found; it never holds the credential itself.
    public struct Finding: Sendable, Hashable {
        /// Such as `aws-access-key`.
        public let rule: String
        /// From 1.
        public let line: Int
        /// 16 hexadecimal digits of a hash of the credential, for the list of those that may pass.
        public let fingerprint: String
    }

    private let policy: SecretPolicy

    public init(policy: SecretPolicy = SecretPolicy()) {
        self.policy = policy
    }

    /// A scanner of what goes to `session`; `nil` where no one else can read that.
    init?(for session: any SinkSession, policy: SecretPolicy) {
        guard session is any SharedDestination else { return nil }
        self.init(policy: policy)
    }

    /// Every credential in `bytes` that may not pass, in order.
    public func findings(in bytes: [UInt8]) -> [Finding] {
        guard !policy.allowsAll else { return [] }
        return bytes.withUnsafeBufferPointer { buffer in
            SecretRules.matches(in: buffer).compactMap { match in
                let fingerprint = Self.fingerprint(of: buffer[match.range])
                guard !policy.allowed.contains(fingerprint) else { return nil }
                let line = 1 + buffer[..<match.range.lowerBound].count { $0 == UInt8(ascii: "\n") }
                return Finding(rule: match.rule, line: line, fingerprint: fingerprint)
            }
        }
    }

    /// Why a record may not leave; `nil` where it may.
    public func refusal(of record: Record) -> SkillSplitError? {
        let findings = findings(in: record.document.source.bytes)
        guard let first = findings.first else { return nil }
        let rest = findings.count > 1 ? ", and \(findings.count - 1) more" : ""
        return SkillSplitError(
            .credential,
            "'\(record.path)' holds what looks like a credential: line \(first.line) (\(first.rule))\(rest); it was not "
                + "sent",
            remedy:
                "Take it out of the file. If it is none, add \(first.fingerprint) to \"secrets\": {\"allow\": […]} in "
                + "the configuration file, or use --allow-secrets."
        )
    }

    private static func fingerprint(of secret: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        Hexadecimal.text(Hashing.file(Array(secret)).bytes.prefix(8))
    }
}
