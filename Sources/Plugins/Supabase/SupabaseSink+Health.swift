import CCurl
import CLibPQ
public import SkillSplitHost

extension SupabaseSink: SystemDependent {
    public static func requirements() async -> [HealthCheck] {
        [
            library("libcurl", problem: sksp_curl_load(), version: { sksp_curl_version() }, package: "libcurl4"),
            library("libpq", problem: sksp_pg_load(), version: { nil }, package: "libpq5"),
        ]
    }

    private static func library(
        _ name: String,
        problem: UnsafePointer<CChar>?,
        version: () -> UnsafePointer<CChar>?,
        package: String
    ) -> HealthCheck {
        guard let problem else { return HealthCheck(name, .ok, version().map { String(cString: $0) } ?? "present") }
        return HealthCheck(
            name,
            .warn,
            "it cannot be loaded, and shared libraries need it: \(String(cString: problem))",
            remedy: "Install it (Debian: apt-get install \(package))."
        )
    }
}

extension SupabaseSink: HealthReporting {
    /// Whether credentials are there, by their names only, and whether the project answers them.
    public func examine() async -> [HealthCheck] {
        let sources = CredentialSources(environmentFile: environmentFile)
        guard sources.value(["SUPABASE_URL"] + CredentialSources.keyNames) != nil else {
            return [HealthCheck("Supabase", .ok, "no project is set up")]
        }
        do throws(SkillSplitError) {
            let credentials = try sources.credentials()
            let direct = ["SUPABASE_DB_URL", "SUPABASE_ACCESS_TOKEN"].filter { sources.value([$0]) != nil }
            let present = ["SUPABASE_URL", "a key"] + direct
            return [
                HealthCheck("Supabase credentials", .ok, present.joined(separator: ", ") + " are set"),
                await Self.answer(of: credentials),
            ]
        } catch {
            return [HealthCheck("Supabase credentials", failure: error)]
        }
    }

    /// One request, sent once: a project that is slow to wake is told of, not waited for.
    private static func answer(of credentials: Credentials) async -> HealthCheck {
        do throws(SkillSplitError) {
            let policy = RetryPolicy(attempts: 1, budget: .seconds(10))
            let session = SupabaseSession(project: try Project(credentials, policy: policy), purpose: .read)
            let files = try await session.files(.all, after: nil, limit: 1)
            return HealthCheck(
                "Supabase",
                .ok,
                "\(credentials.host) answers\(files.isEmpty ? "; it holds no files" : "")"
            )
        } catch {
            return HealthCheck("Supabase", failure: error)
        }
    }
}
