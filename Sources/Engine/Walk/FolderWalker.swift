import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One worker of a walk: lists folder after folder.
final class FolderWalker {
    private let filter: EntryFilter
    private let limits: EntryLimits
    private let queue: FolderQueue
    /// The root's path inside its repository with a `/` behind it; empty where the root is the top.
    private let prefix: [UInt8]
    private let cursor: FolderCursor
    private var listing = FolderListing()
    private var path: [UInt8] = []
    private var stack: [PendingFolder] = []
    /// Of the folder that is being listed.
    private var unreadableIgnoreFiles: [[UInt8]: SystemFailure] = [:]
    private(set) var tables: [FolderTable] = []

    init(_ root: IngestRoot, filter: EntryFilter, limits: EntryLimits, prefix: [UInt8], queue: FolderQueue) {
        self.filter = filter
        self.limits = limits
        self.queue = queue
        self.prefix = prefix
        cursor = FolderCursor(root)
    }

    /// Works until no worker has a folder left.
    func run() {
        while true {
            switch queue.take() {
            case .done: return
            case .later: usleep(100)
            case .folder(let folder):
                stack.append(folder)
                while let next = stack.popLast() {
                    list(next)
                    shareFolders()
                }
                queue.finish()
            }
        }
    }

    /// Gives the folders nearest to the root away, where most is below them.
    private func shareFolders() {
        guard stack.count > 1, queue.wantsFolders else { return }
        let half = stack.count / 2
        queue.add(stack[..<half])
        stack.removeFirst(half)
    }

    private func list(_ folder: PendingFolder) {
        var table = FolderTable(id: folder.id, relativePath: folder.relativePath)
        defer { tables.append(table) }
        do throws(SystemFailure) {
            let descriptor = try cursor.open(folder.relativePath[...])
            try listing.read(cursor)
            table.isListed = true
            let context = readIgnoreFiles(of: folder, descriptor)
            let firstChild = stack.count
            table.slots.reserveCapacity(listing.items.count)
            for item in listing.items {
                add(item, of: folder, descriptor, context, &table)
            }
            // The first child is on top, so the cursor goes the way of the paths.
            stack[firstChild...].reverse()
        } catch  where error.code == ENOENT && !folder.relativePath.isEmpty {
            // It went away after it was listed, so it is no part of the tree.
        } catch {
            table.slots.append(.failure(.init(folder.relativePath, isFolder: true, error)))
        }
    }
}

// MARK: - Ignore files

extension FolderWalker {
    private func readIgnoreFiles(of folder: PendingFolder, _ descriptor: Int32) -> FolderContext {
        var context = folder.context
        unreadableIgnoreFiles = [:]
        let base = prefix.count + (folder.relativePath.isEmpty ? 0 : folder.relativePath.count + 1)
        if listing.type(of: ".git") != nil, IgnoreFiles.isRepository(descriptor) {
            // The rules of the repository around it end here, as in git.
            context.gitLayer = IgnoreFiles.repositoryExcludes(in: descriptor).map { rules in
                let source = child(of: folder.relativePath, ".git/info/exclude")
                return IgnoreLayer(rules, base: base, source: source, parent: nil)
            }
        }
        for (name, layer) in [
            (IgnoreFiles.gitName, \FolderContext.gitLayer), (IgnoreFiles.ownName, \FolderContext.ownLayer),
        ] where listing.type(of: name) == .file {
            let source = child(of: folder.relativePath, name)
            do throws(SystemFailure) {
                guard let rules = try IgnoreFiles.read(name, in: descriptor) else { continue }
                context[keyPath: layer] = IgnoreLayer(
                    rules,
                    base: base,
                    source: source,
                    parent: context[keyPath: layer]
                )
            } catch {
                unreadableIgnoreFiles[source] = error
            }
        }
        return context
    }

    private func child(of folder: [UInt8], _ name: StaticString) -> [UInt8] {
        let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return folder.isEmpty ? Array(name) : folder + [.slash] + name
    }
}

// MARK: - Entries

extension FolderWalker {
    private func add(
        _ item: FolderListing.Item,
        of folder: PendingFolder,
        _ descriptor: Int32,
        _ context: FolderContext,
        _ table: inout FolderTable
    ) {
        guard let type = item.type else { return }
        let nameStart = setPath(to: item, in: folder)
        let verdict = path.withUnsafeBufferPointer { bytes in
            let name = UnsafeBufferPointer(rebasing: bytes[nameStart...])
            let walked = WalkedPath(
                bytes: bytes,
                rootBase: prefix.count,
                nameStart: nameStart,
                nameHash: name.nameHash,
                isFolder: type == .folder
            )
            return filter.verdict(on: walked, in: context)
        }
        let relativePath = Array(path[prefix.count...])
        switch verdict {
        case .skip(let reason):
            table.slots.append(
                .skipped(SkippedEntry(relativePath: relativePath, isFolder: type == .folder, reason: reason))
            )
        case .enter(let isIncluded, let leftOut):
            var context = context
            context.isIncluded = isIncluded
            context.leftOut = leftOut
            table.slots.append(enter(relativePath, depth: folder.depth + 1, context))
        case .take:
            if let slot = take(relativePath, item, descriptor) { table.slots.append(slot) }
        }
    }

    /// Puts the path of `item` into `path`; returns where its name starts.
    private func setPath(to item: FolderListing.Item, in folder: PendingFolder) -> Int {
        path.removeAll(keepingCapacity: true)
        path += prefix
        path += folder.relativePath
        if !folder.relativePath.isEmpty { path.append(.slash) }
        let nameStart = path.count
        listing.withName(of: item) { _, name in path += name }
        return nameStart
    }

    private func enter(_ relativePath: [UInt8], depth: Int, _ context: FolderContext) -> FolderTable.Slot {
        guard depth <= limits.maxDepth else {
            return .skipped(
                SkippedEntry(relativePath: relativePath, isFolder: true, reason: .tooDeep(limit: limits.maxDepth))
            )
        }
        let id = queue.makeID()
        stack.append(PendingFolder(id: id, relativePath: relativePath, depth: depth, context: context))
        return .folder(id)
    }

    /// - Returns: `nil` for what went away after it was listed.
    private func take(
        _ relativePath: [UInt8],
        _ item: FolderListing.Item,
        _ descriptor: Int32
    ) -> FolderTable.Slot? {
        do throws(SystemFailure) {
            if let failure = unreadableIgnoreFiles[relativePath] { throw failure }
            return try listing.withName(of: item) { name, _ throws(SystemFailure) in
                let stamp = try FileStamp.of(name, in: descriptor)
                return try FolderTable.Slot(relativePath, stamp, name, in: descriptor, limits)
            }
        } catch  where error.code == ENOENT {
            return nil
        } catch {
            return .failure(.init(relativePath, isFolder: false, error))
        }
    }
}
