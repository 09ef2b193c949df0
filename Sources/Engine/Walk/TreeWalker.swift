public import SkillSplitHost

/// Lists the files of a tree that no rule leaves out.
///
/// Several workers list folders at once; the result is the same for any number of them. No call stack grows with the
/// depth of the tree, and a worker holds a bounded number of open folders.
public struct TreeWalker: Sendable {
    private let root: IngestRoot
    private let options: WalkOptions
    private let filter: EntryFilter

    /// - Throws: ``SkillSplitError`` with the code `usage` for a glob that can match nothing.
    public init(_ root: IngestRoot, options: WalkOptions = WalkOptions()) throws(SkillSplitError) {
        self.root = root
        self.options = options
        filter = try EntryFilter(options)
    }

    /// Lists the tree; what cannot be read is in the result, and stops nothing else.
    ///
    /// A root that is a file is taken whatever the rules say. What goes away while the walk runs is not in the result.
    public func walk() async -> WalkResult {
        if let name = root.resolvedFileName { return walkFile(called: name) }
        let surroundings = RepositorySurroundings(of: root)
        let queue = FolderQueue(PendingFolder(id: 0, relativePath: [], depth: 0, context: surroundings.context))
        let start = FileClock.now
        let tables = await withTaskGroup(of: [FolderTable].self) { group in
            for _ in 0..<max(1, options.parallelism) {
                group.addTask {
                    let walker = FolderWalker(
                        root,
                        filter: filter,
                        limits: EntryLimits(options, start: start),
                        prefix: surroundings.prefix,
                        queue: queue
                    )
                    walker.run()
                    return walker.tables
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return WalkResult(tables, count: queue.idCount)
    }

    private func walkFile(called name: [UInt8]) -> WalkResult {
        var result = WalkResult()
        result.folders = [[]]
        let start = FileClock.now
        do throws(SystemFailure) {
            let slot = try name.withCString { name throws(SystemFailure) in
                let stamp = try FileStamp.of(name, in: root.descriptor)
                return try FolderTable.Slot(
                    root.name,
                    stamp,
                    name,
                    in: root.descriptor,
                    EntryLimits(options, start: start)
                )
            }
            result.append(slot)
        } catch {
            result.failures.append(WalkFailure(root.name, isFolder: false, error))
        }
        return result
    }
}

extension WalkResult {
    /// What `count` folders hold, in the order of the paths; the root's id is 0.
    fileprivate init(_ folders: [FolderTable], count: Int) {
        self.init()
        var tables = [FolderTable?](repeating: nil, count: count)
        for folder in folders { tables[folder.id] = folder }
        entries.reserveCapacity(folders.reduce(0) { $0 + $1.slots.count })
        var stack: [(table: Int, next: Int)] = [(0, 0)]
        while let (id, next) = stack.popLast() {
            guard let table = tables[id] else { continue }
            if next == 0, table.isListed { self.folders.append(table.relativePath) }
            guard next < table.slots.count else { continue }
            stack.append((id, next + 1))
            if case .folder(let child) = table.slots[next] {
                stack.append((child, 0))
            } else {
                append(table.slots[next])
            }
        }
    }

    fileprivate mutating func append(_ slot: FolderTable.Slot) {
        switch slot {
        case .entry(let entry): entries.append(entry)
        case .skipped(let entry): skipped.append(entry)
        case .failure(let failure): failures.append(failure)
        case .folder: break
        }
    }
}
