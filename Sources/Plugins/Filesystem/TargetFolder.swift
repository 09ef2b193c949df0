import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that an export writes below, held open and locked against other runs.
///
/// Each parent folder of a file is opened from the one above it and never through a link, so that nothing outside the
/// target is written whatever a stored path says and whatever stands in the target.
final class TargetFolder {
    static let stagingName = ".skill-split-staging"

    let descriptor: Int32
    /// A folder of the target for files in the making.
    let staging: Int32
    /// The folder that was opened last, for its neighbours.
    private var lastParent: (place: TargetPlace, descriptor: Int32)?

    /// Opens `path`, and makes it and its parents where they are missing.
    init(_ path: String) throws(TargetFailure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for segment in path.split(separator: "/") {
            prefix += segment + "/"
            if mkdir(prefix, 0o777) != 0, errno != EEXIST, errno != EISDIR { throw .system(errno, path) }
        }
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .system(errno, path) }
        do throws(TargetFailure) {
            // File systems that cannot lock are written to without.
            if flock(opened, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .busy(path) }
            staging = try Self.openStaging(in: opened, path)
        } catch {
            close(opened)
            throw error
        }
        descriptor = opened
    }

    deinit {
        forgetParent()
        close(staging)
        unlinkat(descriptor, Self.stagingName, AT_REMOVEDIR)
        close(descriptor)
    }

    /// Opens the staging folder and takes out what a killed run left there.
    private static func openStaging(in descriptor: Int32, _ path: String) throws(TargetFailure) -> Int32 {
        if mkdirat(descriptor, stagingName, 0o700) != 0, errno != EEXIST { throw .system(errno, path) }
        let opened = openat(descriptor, stagingName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { throw .system(errno, "\(path)/\(stagingName)") }
        let copy = fcntl(opened, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let stream = fdopendir(copy) else { return opened }
        defer { closedir(stream) }
        let field = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = readdir(stream) {
            let name = UnsafeRawPointer(entry) + field
            // `.` and `..` are folders, which this call leaves alone.
            unlinkat(opened, name.assumingMemoryBound(to: CChar.self), 0)
        }
        return opened
    }

    enum Parent {
        /// Good until the next call.
        case found(Int32)
        /// With the nearest folder that is there, good until the next call.
        case missing(below: Int32)
    }

    /// Looks for the folder that holds `place`.
    func parent(of place: TargetPlace) throws(TargetFailure) -> Parent {
        var made: [TargetPlace] = []
        return try openParent(of: place, isMade: false, noting: &made)
    }

    /// Opens the folder that holds `place`, making what is missing and noting it in `made`.
    func makeParent(of place: TargetPlace, noting made: inout [TargetPlace]) throws(TargetFailure) -> Int32 {
        switch try openParent(of: place, isMade: true, noting: &made) {
        case .found(let descriptor): return descriptor
        case .missing: throw .system(ENOENT, "\(place)")
        }
    }

    private func openParent(
        of place: TargetPlace,
        isMade: Bool,
        noting made: inout [TargetPlace]
    ) throws(TargetFailure) -> Parent {
        guard let folder = place.folder else { return .found(descriptor) }
        if let lastParent, lastParent.place == folder { return .found(lastParent.descriptor) }
        forgetParent()
        for step in folder.folders + [folder] {
            let current = lastParent?.descriptor ?? descriptor
            let name = step.name
            var next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if next < 0, errno == ENOENT {
                guard isMade else { return .missing(below: current) }
                guard mkdirat(current, name, 0o777) == 0 else { throw .system(errno, "\(place)") }
                made.append(step)
                next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            guard next >= 0 else { throw .system(errno, "\(place)") }
            forgetParent()
            lastParent = (step, next)
        }
        return .found(lastParent?.descriptor ?? descriptor)
    }

    /// Takes out a folder that is empty.
    func remove(_ folder: TargetPlace) {
        forgetParent()
        if case .found(let above) = try? parent(of: folder) { unlinkat(above, folder.name, AT_REMOVEDIR) }
    }

    private func forgetParent() {
        if let lastParent { close(lastParent.descriptor) }
        lastParent = nil
    }
}
