import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file or link that is made and waits in the staging folder to be renamed into its place.
struct StagedFile {
    let place: TargetPlace
    let document: DocumentPath
    let state: TargetState
    /// In the staging folder.
    let name: [CChar]
    /// What stood at the place when it was staged; `nil` for nothing.
    let replaced: EntryIdentity?

    /// Makes the file or link that `record` asks for.
    static func make(_ record: Record, as name: [CChar], in staging: Int32) throws(SystemError) {
        if let link = record.linkTarget {
            let target = link.map { CChar(bitPattern: $0) } + [0]
            guard symlinkat(target, staging, name) == 0 else { throw SystemError(code: errno) }
            return
        }
        let file = openat(staging, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemError(code: errno) }
        var failure: SystemError?
        do throws(SystemError) {
            try OpenFile.write(record.document.source.bytes, to: file)
            guard fchmod(file, mode_t(record.permissions & 0o777)) == 0 else { throw SystemError(code: errno) }
        } catch {
            failure = error
        }
        // Some file systems say only now that there is no room.
        if close(file) != 0, failure == nil { failure = SystemError(code: errno) }
        if let failure {
            unlinkat(staging, name, 0)
            throw failure
        }
    }
}

/// A commit that is under way: renames staged files into place, and can undo it.
struct Placement {
    private var placed: [(file: StagedFile, backup: [CChar]?)] = []
    private var madeFolders: [TargetPlace] = []

    /// Renames `file` into its place, keeping what it replaces.
    mutating func place(_ file: StagedFile, in target: TargetFolder) throws(TargetFailure) {
        let folder = try target.makeParent(of: file.place, noting: &madeFolders)
        let status = try EntryIdentity.status(of: file.place.name, in: folder, file.place)
        guard status.map({ EntryIdentity($0) }) == file.replaced else { throw .edited(file.place) }
        let backup = file.name.dropLast() + Array(".old".utf8CString)
        // A second name for the old file; on file systems that know none, it cannot come back.
        let isKept = file.replaced != nil && linkat(folder, file.place.name, target.staging, backup, 0) == 0
        guard renameat(target.staging, file.name, folder, file.place.name) == 0 else {
            let error = errno
            if isKept { unlinkat(target.staging, backup, 0) }
            throw .system(error, "\(file.place)")
        }
        placed.append((file, isKept ? backup : nil))
    }

    /// Puts back what was there before; a file whose old version could not be kept stays new.
    ///
    /// - Returns: The places that are as they were.
    mutating func undo(in target: TargetFolder) -> Set<TargetPlace> {
        var undone: Set<TargetPlace> = []
        for (file, backup) in placed.reversed() {
            guard case .found(let folder) = try? target.parent(of: file.place) else { continue }
            if let backup {
                if renameat(target.staging, backup, folder, file.place.name) == 0 { undone.insert(file.place) }
            } else if file.replaced == nil, unlinkat(folder, file.place.name, 0) == 0 {
                undone.insert(file.place)
            }
        }
        for folder in madeFolders.reversed() { target.remove(folder) }
        return undone
    }

    /// Lets go of what was replaced.
    func settle(in target: TargetFolder) {
        for (_, backup) in placed {
            if let backup { unlinkat(target.staging, backup, 0) }
        }
    }
}
