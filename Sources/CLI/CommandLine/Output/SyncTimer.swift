import SkillSplitHost

/// What makes a machine sync by itself, for a person to put in place.
struct SyncTimer {
    let library: SinkURL
    let remote: String
    /// Further flags of `sync`.
    let options: [String]

    var text: String {
        """
        # ~/.config/systemd/user/skill-split-sync.service
        [Unit]
        Description=Bring the skill-split library and the shared one together

        [Service]
        Type=oneshot
        ExecStart=\(command { $0.map { $0 == "%" ? "%%" : String($0) }.joined() })

        # ~/.config/systemd/user/skill-split-sync.timer
        [Unit]
        Description=Sync the skill-split library every quarter of an hour

        [Timer]
        OnBootSec=2min
        OnUnitActiveSec=15min
        RandomizedDelaySec=60
        Persistent=true

        [Install]
        WantedBy=timers.target

        # Put both in place, then: systemctl --user enable --now skill-split-sync.timer
        # The key is read from the configuration file: {"supabase": {"url": "…", "key": "…"}}, mode 600.

        # Without systemd, a line for crontab -e:
        */15 * * * * \(command { $0.map { $0 == "%" ? "\\%" : String($0) }.joined() })
        """
    }

    /// The command, with what the reader of the line would take for itself escaped.
    private func command(_ escape: (String) -> String) -> String {
        let location = library.scheme == "sqlite" ? WorkingFolder.absolute(library.location) : library.location
        let arguments = [
            WorkingFolder.executable, "sync", "--library", "\(library.scheme):\(location)", "--with", remote,
        ]
        return (arguments + options).map { escape(Self.quoted($0)) }.joined(separator: " ")
    }

    /// An argument as both systemd and a shell read it.
    private static func quoted(_ argument: String) -> String {
        let plain = argument.utf8.allSatisfy { byte in
            UnicodeScalar(byte).properties.isAlphabetic || "0123456789/._-:=%".utf8.contains(byte)
        }
        guard !plain else { return argument }
        let escaped = argument.map { "\\\"$`".contains($0) ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }
}
