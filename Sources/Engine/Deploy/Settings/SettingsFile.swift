import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The settings file of an assistant, edited as text and written at once.
enum SettingsFile {
    /// The change that switches `plugin` on; writes nothing.
    static func edit(enabling plugin: String, in path: [UInt8]) throws(SkillSplitError) -> SettingsEdit {
        let text = try read(path)
        let change = try SettingsText.enabling(plugin, in: text ?? [])
        return SettingsEdit(
            path: path,
            plugin: plugin,
            inserted: change?.inserted ?? "",
            replaced: String(decoding: (text ?? [])[change?.range ?? 0..<0], as: UTF8.self),
            createdFile: text == nil
        )
    }

    /// Switches the plugin on, unless it is.
    ///
    /// - Returns: What was done, which differs from `edit` where the file was changed since.
    static func apply(_ edit: SettingsEdit) throws(SkillSplitError) -> SettingsEdit {
        let text = try read(edit.path)
        guard let change = try SettingsText.enabling(edit.plugin, in: text ?? []) else { return edit }
        let fresh = try self.edit(enabling: edit.plugin, in: edit.path)
        try write(change, to: text, at: edit.path)
        return fresh
    }

    /// Takes back what was done; what others wrote meanwhile stays.
    static func takeBack(_ edit: SettingsEdit) throws(SkillSplitError) {
        guard let text = try read(edit.path), let change = SettingsText.takingBack(edit, in: text) else { return }
        if edit.createdFile, change.inserted.isEmpty, change.range == 0..<text.count {
            guard edit.path.withCString({ unlink($0) }) == 0 else { throw SystemFailure.last.unwritable(edit.path) }
            return
        }
        try write(change, to: text, at: edit.path)
    }

    /// `nil` where there is no file.
    private static func read(_ path: [UInt8]) throws(SkillSplitError) -> [UInt8]? {
        guard Exchange.stamp(of: path) != nil else { return nil }
        let root = try IngestRoot(path)
        guard let name = root.fileName else {
            throw SkillSplitError(
                .unreadable,
                "'\(PathText.display(path))' is a folder",
                remedy: "Name the settings file with --settings."
            )
        }
        return try FileReader(root).read(name).bytes
    }

    private static func write(
        _ change: SettingsText.Change,
        to text: [UInt8]?,
        at path: [UInt8]
    ) throws(SkillSplitError) {
        var bytes = text ?? []
        bytes.replaceSubrange(change.range, with: change.inserted.utf8)
        // A link to a file elsewhere stays one.
        let file = TargetPath.real(path) ?? path
        let folders = try TargetPath.makeFolders(above: file)
        let permissions = Exchange.stamp(of: file).map { UInt16(truncatingIfNeeded: $0.mode & 0o777) } ?? 0o600
        let staged = file + Array(".skill-split".utf8)
        do throws(SystemFailure) {
            try staged.withCString { name throws(SystemFailure) in
                unlink(name)
                let descriptor = try SystemFailure.check {
                    open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
                }
                try FileBytes.complete(descriptor, bytes, permissions: permissions)
                // Another program may have written meanwhile.
                guard (try? read(path)) == text else { throw SystemFailure(code: EAGAIN) }
                try file.withCString { file throws(SystemFailure) in
                    _ = try SystemFailure.check { rename(name, file) }
                }
            }
        } catch {
            staged.withCString { _ = unlink($0) }
            TargetPath.remove(folders: folders)
            throw error.unwritable(path)
        }
    }
}
