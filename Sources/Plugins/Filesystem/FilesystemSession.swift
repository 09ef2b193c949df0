public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An export that is under way.
///
/// Files are written beside their place under a temporary name, and renamed by `commit()`, each at once; a commit that
/// fails in the middle leaves every file either old or new.
public actor FilesystemSession: SinkSession {
    private struct Staged {
        let path: DocumentPath
        let temporary: [CChar]
        let hash: ContentHash
    }

    private let target: TargetFolder
    private let overwrites: Bool
    private var manifest: ExportManifest
    private var staged: [Staged] = []
    private var counter = 0

    init(target: consuming TargetFolder, overwrites: Bool) throws(SkillSplitError) {
        manifest = try target.withSelf { folder throws(SkillSplitError) in
            ExportManifest(Self.contents(of: ExportManifest.name, in: folder))
        }
        self.target = target
        self.overwrites = overwrites
    }

    public func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        var outcomes: [WriteOutcome] = []
        for record in batch {
            do throws(SkillSplitError) {
                outcomes.append(try stage(record))
            } catch {
                outcomes.append(.rejected(error))
            }
        }
        return WriteResult(outcomes)
    }

    public func commit() async throws(SkillSplitError) {
        guard !staged.isEmpty else { return }
        for file in staged {
            try target.withParent(of: file.path) { folder, name throws(SkillSplitError) in
                guard renameat(folder, file.temporary, folder, name) == 0 else {
                    throw .unwritable("\(file.path)", errno)
                }
            }
            manifest[file.path] = file.hash
        }
        staged = []
        try writeManifest()
    }

    public func rollback() async {
        for file in staged {
            try? target.withParent(of: file.path) { folder, _ in
                _ = unlinkat(folder, file.temporary, 0)
            }
        }
        staged = []
    }

    public func finish() async throws(SkillSplitError) {
        await rollback()
    }

    private func stage(_ record: Record) throws(SkillSplitError) -> WriteOutcome {
        let pending = staged.last { $0.path == record.path }
        return try target.withParent(of: record.path) { folder, name throws(SkillSplitError) in
            let entry = try TargetEntry.look(at: pending?.temporary ?? name, in: folder, of: record.path)
            if entry.holds(record) {
                if pending == nil, manifest[record.path] == nil { manifest[record.path] = record.targetHash }
                return .unchanged
            }
            guard pending != nil || isOurs(entry, record.path) else { throw .edited(record.path) }
            let temporary = nextTemporaryName()
            do throws(SkillSplitError) {
                try create(record, as: temporary, in: folder)
            } catch {
                _ = unlinkat(folder, temporary, 0)
                throw error
            }
            staged.append(Staged(path: record.path, temporary: temporary, hash: record.targetHash))
            return entry == .nothing ? .inserted : .updated
        }
    }

    /// Whether the entry may be replaced.
    private func isOurs(_ entry: TargetEntry, _ path: DocumentPath) -> Bool {
        switch entry {
        case .nothing: true
        case .other: false
        case .file(let hash, _): overwrites || manifest[path] == hash
        case .link(let target): overwrites || manifest[path] == ContentHash(link: target)
        }
    }

    private func create(_ record: Record, as name: [CChar], in folder: Int32) throws(SkillSplitError) {
        if let link = record.linkTarget {
            let text = link.map { CChar(bitPattern: $0) } + [0]
            guard symlinkat(text, folder, name) == 0 else { throw .unwritable("\(record.path)", errno) }
            return
        }
        let file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unwritable("\(record.path)", errno) }
        defer { close(file) }
        try Self.write(record.document.source.bytes, to: file, "\(record.path)")
        guard fchmod(file, mode_t(record.permissions)) == 0 else { throw .unwritable("\(record.path)", errno) }
    }

    private func nextTemporaryName() -> [CChar] {
        counter += 1
        return Array(".skill-split-\(getpid())-\(counter).tmp".utf8CString)
    }

    private func writeManifest() throws(SkillSplitError) {
        let temporary = nextTemporaryName()
        let bytes = manifest.bytes
        let path = target.path
        try target.withSelf { folder throws(SkillSplitError) in
            let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard file >= 0 else { throw .unwritable(path, errno) }
            defer { close(file) }
            try Self.write(bytes, to: file, path)
            guard renameat(folder, temporary, folder, ExportManifest.name) == 0 else { throw .unwritable(path, errno) }
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(SkillSplitError) {
        let failure = bytes.withUnsafeBytes { buffer -> Int32 in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = systemWrite(file, part)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return errno }
                rest = rest.dropFirst(count)
            }
            return 0
        }
        if failure != 0 { throw .unwritable(path, failure) }
    }

    private static func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(file, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(file, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func contents(of name: String, in folder: Int32) -> [UInt8] {
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}

extension TargetEntry {
    /// Whether the entry is what the record would make.
    fileprivate func holds(_ record: Record) -> Bool {
        switch self {
        case .nothing, .other: false
        case .file(let hash, let permissions):
            record.linkTarget == nil && hash == record.hash && permissions == record.permissions
        case .link(let target): record.linkTarget == target
        }
    }
}
