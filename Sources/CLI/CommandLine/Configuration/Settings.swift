import Configuration
import SkillSplitHost
import SystemPackage

/// Where a setting comes from, the first that has it: flag, environment, `.env`, configuration file, default.
///
/// A setting `library` is `SKILL_SPLIT_LIBRARY` in the environment and in `.env`, and `library` in the JSON file.
struct Settings {
    private let reader: ConfigReader

    /// Reads the sources.
    ///
    /// - Parameter trustsFolder: Whether the current folder's `.env` may be read; never where the folder is itself being
    ///   ingested, since ingested trees are hostile.
    /// - Throws: ``SkillSplitError`` when a file that exists is malformed.
    init(trustsFolder: Bool = true) async throws(SkillSplitError) {
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider().prefixKeys(with: "skill.split")
        ]
        if trustsFolder, FileProbe.exists(".env") {
            providers.append(try await Self.dotEnv())
        }
        let path = SettingsFile.path
        if FileProbe.exists(path) {
            providers.append(try await Self.file(path))
        }
        reader = ConfigReader(providers: providers)
    }

    /// The text of a setting; `nil` where no source has it.
    func text(_ key: String) -> String? {
        reader.string(forKey: ConfigKey(key))
    }

    /// The texts of a setting that is a list: a JSON array, or commas between in the environment.
    func list(_ key: String) -> [String] {
        reader.stringArray(forKey: ConfigKey(key)) ?? []
    }

    private static func dotEnv() async throws(SkillSplitError) -> any ConfigProvider {
        do {
            return try await EnvironmentVariablesProvider(environmentFilePath: ".env")
                .prefixKeys(with: "skill.split")
        } catch {
            throw malformed(".env", "KEY=value on each line", error)
        }
    }

    private static func file(_ path: String) async throws(SkillSplitError) -> any ConfigProvider {
        do {
            return try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
        } catch {
            throw malformed(path, "one JSON object", error)
        }
    }

    private static func malformed(_ path: String, _ shape: String, _ error: any Error) -> SkillSplitError {
        SkillSplitError(
            .usage,
            "the configuration file '\(path)' cannot be read",
            remedy: "Write \(shape), or take the file away.",
            cause: "\(error)"
        )
    }
}
