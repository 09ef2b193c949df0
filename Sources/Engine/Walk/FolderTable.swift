import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a walk found in one folder, in order.
struct FolderTable: Sendable {
    enum Slot: Sendable {
        case entry(WalkEntry)
        case skipped(SkippedEntry)
        case failure(WalkFailure)
        /// The table of a folder, by its id.
        case folder(Int)
    }

    let id: Int
    /// Of the folder, below the root.
    let relativePath: [UInt8]
    /// Whether the folder could be listed.
    var isListed = false
    var slots: [Slot] = []
}

/// What a walk needs to know to take an entry.
struct EntryLimits: Sendable {
    let maxFileSize: Int64
    let maxDepth: Int
    /// When the walk began, by the file system's clock.
    let start: Int64

    init(_ options: WalkOptions, start: Int64) {
        maxFileSize = options.maxFileSize
        maxDepth = options.maxDepth
        self.start = start
    }
}

extension FolderTable.Slot {
    /// What becomes of the file, link or special file called `name` in the folder `descriptor`.
    init(
        _ path: [UInt8],
        _ stamp: FileStamp,
        _ name: UnsafePointer<CChar>,
        in descriptor: Int32,
        _ limits: EntryLimits
    ) throws(SystemFailure) {
        func skipped(_ reason: SkipReason) -> Self {
            .skipped(SkippedEntry(relativePath: path, isFolder: false, reason: reason))
        }
        func entry(_ kind: WalkEntry.Kind) -> Self {
            let isSettled = FileClock.isSettled(stamp, at: limits.start)
            return .entry(
                WalkEntry(relativePath: path, kind: kind, stamp: stamp, isStampTrustworthy: isSettled)
            )
        }
        switch stamp.type {
        case .file where stamp.size > limits.maxFileSize:
            self = skipped(.tooLarge(size: stamp.size, limit: limits.maxFileSize))
        case .file: self = entry(.file)
        case .link:
            self = entry(.link(target: try Self.linkTarget(of: name, in: descriptor, length: Int(stamp.size))))
        case .folder:
            // It was none when its name was read; the next walk will see what is in it.
            throw SystemFailure(code: EAGAIN)
        case .fifo: self = skipped(.specialFile(.fifo))
        case .socket: self = skipped(.specialFile(.socket))
        case .device: self = skipped(.specialFile(.device))
        case .unknown: self = skipped(.specialFile(.unknown))
        }
    }

    /// The target of a link as it is written in it.
    static func linkTarget(
        of name: UnsafePointer<CChar>,
        in descriptor: Int32,
        length: Int
    ) throws(SystemFailure) -> [UInt8] {
        var capacity = max(length, 0) + 1
        while true {
            var failure: SystemFailure?
            let target = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let length = buffer.withMemoryRebound(to: CChar.self) { buffer in
                    buffer.baseAddress.map { readlinkat(descriptor, name, $0, buffer.count) } ?? 0
                }
                if length < 0 { failure = .last }
                count = max(length, 0)
            }
            if let failure { throw failure }
            if target.count < capacity { return target }
            capacity *= 2
        }
    }
}

extension WalkFailure {
    init(_ relativePath: [UInt8], isFolder: Bool, _ failure: SystemFailure) {
        self.init(relativePath: relativePath, isFolder: isFolder, error: failure.unreadable(relativePath))
    }
}
