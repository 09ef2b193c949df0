import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Takes the files of a checkout away, and nothing else.
enum TreeRemoval {
    /// Removes the files of `states` at `path`, and the folders that are empty then.
    ///
    /// - Parameters:
    ///   - states: By path below `path`.
    ///   - path: Of the file or folder.
    ///   - onlyUnchanged: Whether files that are not as `states` says stay.
    /// - Returns: Whether nothing is left.
    /// - Throws: ``SkillSplitError`` where the place cannot be looked at.
    static func remove(
        _ states: [[UInt8]: FileState],
        at path: [UInt8],
        onlyUnchanged: Bool
    ) async throws(SkillSplitError) -> Bool {
        let scan = try await TargetScan(path)
        func isRemoved(_ relative: [UInt8]) -> Bool {
            guard let found = scan.files[relative]?.state, let state = states[relative] else { return false }
            return !onlyUnchanged || found == state
        }
        switch scan.shape {
        case .nothing: return true
        case .other: return false
        case .file: return isRemoved([]) && path.withCString { unlink($0) == 0 }
        case .folder: break
        }
        let cursor = FolderCursor(try IngestRoot(path))
        for relative in scan.files.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) where isRemoved(relative) {
            cursor.remove(relative[...], isFolder: false)
        }
        // The innermost first; those that hold something stay.
        for folder in folders(below: cursor).reversed() { cursor.remove(folder[...], isFolder: true) }
        return path.withCString { rmdir($0) == 0 }
    }

    /// The folders below the root of `cursor`, each behind the one that holds it; what cannot be read is left out.
    private static func folders(below cursor: FolderCursor) -> [[UInt8]] {
        var found: [[UInt8]] = [[]]
        var listing = FolderListing()
        var next = 0
        while next < found.count {
            let folder = found[next]
            next += 1
            guard (try? cursor.open(folder[...])) != nil, (try? listing.read(cursor)) != nil else { continue }
            for item in listing.items where item.type == .folder {
                let name = listing.withName(of: item) { _, name in Array(name) }
                found.append(folder.isEmpty ? name : folder + [.slash] + name)
            }
        }
        return Array(found.dropFirst())
    }
}

extension FolderCursor {
    fileprivate func remove(_ relative: ArraySlice<UInt8>, isFolder: Bool) {
        guard let folder = try? open(relative.folder) else { return }
        Array(relative.lastSegment).withCString { name in _ = unlinkat(folder, name, isFolder ? AT_REMOVEDIR : 0) }
    }
}
