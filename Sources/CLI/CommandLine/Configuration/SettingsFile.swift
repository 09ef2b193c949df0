#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Places in the file system that follow the XDG Base Directory Specification.
enum SettingsFile {
    /// The configuration file: `SKILL_SPLIT_CONFIG`, or `skill-split/config.json` in the folder for configuration.
    static var path: String {
        Environment["SKILL_SPLIT_CONFIG"]
            ?? (Environment["XDG_CONFIG_HOME"] ?? "\(home)/.config") + "/skill-split/config.json"
    }

    /// The library that is used when none is named.
    static var defaultLibrary: String {
        (Environment["XDG_DATA_HOME"] ?? "\(home)/.local/share") + "/skill-split/library.db"
    }

    static var home: String { Environment["HOME"] ?? "/" }
}

/// The process's environment.
enum Environment {
    /// The value of a variable; `nil` when it is not set or empty.
    static subscript(name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}

enum FileProbe {
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether the mode lets anyone but the owner read the file.
    static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o044 != 0
    }
}
