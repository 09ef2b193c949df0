import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file that keeps an ``ExportManifest``.
struct ManifestFile {
    /// The target.
    let folder: Int32
    let staging: Int32
    /// For messages.
    let path: String

    /// An empty manifest where there is no file.
    func read() throws(TargetFailure) -> ExportManifest {
        let file = openat(folder, ExportManifest.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return ExportManifest() }
            throw failure(errno)
        }
        defer { close(file) }
        do throws(SystemError) {
            return ExportManifest(try OpenFile.bytes(of: file))
        } catch {
            throw failure(error.code)
        }
    }

    /// Adds entries at the end, before the files that they speak of are changed.
    func append(_ entries: [(TargetPlace, DocumentPath, TargetState)]) throws(TargetFailure) {
        let bytes = entries.flatMap { ExportManifest.bytes(of: $0.2, at: $0.0, of: $0.1) }
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        try write(bytes, to: openat(folder, ExportManifest.name, flags, 0o644))
    }

    /// Writes the manifest in order, at once.
    func replace(with manifest: ExportManifest) throws(TargetFailure) {
        let name = "manifest"
        unlinkat(staging, name, 0)
        do throws(TargetFailure) {
            try write(manifest.bytes, to: openat(staging, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644))
            guard renameat(staging, name, folder, ExportManifest.name) == 0 else { throw failure(errno) }
        } catch {
            unlinkat(staging, name, 0)
            throw error
        }
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws(TargetFailure) {
        guard file >= 0 else { throw failure(errno) }
        var code: Int32 = 0
        do throws(SystemError) {
            try OpenFile.write(bytes, to: file)
        } catch {
            code = error.code
        }
        if close(file) != 0, code == 0 { code = errno }
        if code != 0 { throw failure(code) }
    }

    private func failure(_ code: Int32) -> TargetFailure {
        .system(code, "\(path)/\(ExportManifest.name)")
    }
}
