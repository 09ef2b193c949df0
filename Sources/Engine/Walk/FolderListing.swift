import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The names in a folder, in byte order, a folder's as if it ended with `/`; so paths come out in byte order.
///
/// The storage is used again for the next folder.
struct FolderListing {
    struct Item {
        /// Of the name in the arena, where a NUL follows it.
        fileprivate let start: Int
        let length: Int
        /// `nil` where only `lstat` can tell.
        fileprivate(set) var type: FileType?
    }

    private var arena: [UInt8] = []
    private(set) var items: [Item] = []

    /// Lists the open folder `descriptor`.
    mutating func read(_ descriptor: Int32) throws(SystemFailure) {
        arena.removeAll(keepingCapacity: true)
        items.removeAll(keepingCapacity: true)
        try readNames(descriptor)
        for index in items.indices where items[index].type == nil {
            items[index].type = try? withName(of: items[index]) { name, _ throws(SystemFailure) in
                try FileStamp.of(name, in: descriptor).type
            }
        }
        sort()
    }

    private mutating func readNames(_ descriptor: Int32) throws(SystemFailure) {
        let copy = try SystemFailure.check { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
        guard let stream = fdopendir(copy) else {
            let failure = SystemFailure.last
            close(copy)
            throw failure
        }
        defer { closedir(stream) }
        // The copy shares its position with `descriptor`, which may have been listed before.
        rewinddir(stream)
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .last }
                return
            }
            append(entry)
        }
    }

    private mutating func append(_ entry: UnsafeMutablePointer<dirent>) {
        // The name may be longer than the field that the header declares for it.
        let field = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let name = UnsafeRawPointer(entry) + field
        let length = strlen(name.assumingMemoryBound(to: CChar.self))
        let bytes = UnsafeRawBufferPointer(start: name, count: length)
        if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { return }
        items.append(Item(start: arena.count, length: length, type: FileType(entryType: entry.pointee.d_type)))
        arena += bytes
        arena.append(0)
    }

    private mutating func sort() {
        guard items.count > 1 else { return }
        arena.withUnsafeBufferPointer { arena in
            items.sort { left, right in
                let common = min(left.length, right.length)
                for offset in 0..<common {
                    let (one, other) = (arena[left.start + offset], arena[right.start + offset])
                    if one != other { return one < other }
                }
                return Self.end(of: left, at: common, in: arena) < Self.end(of: right, at: common, in: arena)
            }
        }
    }

    /// The byte at `offset` of a name; a folder's name goes on with `/`.
    private static func end(of item: Item, at offset: Int, in arena: UnsafeBufferPointer<UInt8>) -> UInt8 {
        if offset < item.length { return arena[item.start + offset] }
        return offset == item.length && item.type == .folder ? .slash : 0
    }

    /// Calls `body` with the name of `item`, as a C string and as bytes.
    func withName<Result, Failure: Error>(
        of item: Item,
        _ body: (UnsafePointer<CChar>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try arena.withUnsafeBufferPointer { arena throws(Failure) in
            let name = UnsafeBufferPointer(rebasing: arena[item.start..<item.start + item.length])
            // A name is never empty, so it has an address.
            let start = UnsafeRawPointer(name.baseAddress.unsafelyUnwrapped)
            return try body(start.assumingMemoryBound(to: CChar.self), name)
        }
    }

    /// The type of what is called `name`; `nil` where nothing is.
    func type(of name: StaticString) -> FileType? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return items.first { item in
            item.length == wanted.count && withName(of: item) { _, bytes in bytes.elementsEqual(wanted) }
        }?.type
    }
}

extension FileType {
    /// The type by `d_type`; `nil` where the file system does not say.
    fileprivate init?(entryType: UInt8) {
        switch Int(entryType) {
        case Int(DT_REG): self = .file
        case Int(DT_DIR): self = .folder
        case Int(DT_LNK): self = .link
        case Int(DT_FIFO): self = .fifo
        case Int(DT_SOCK): self = .socket
        case Int(DT_CHR), Int(DT_BLK): self = .device
        default: return nil
        }
    }
}
