/// What one `lstat` says of a file; equal stamps that are not racy mean equal bytes.
public struct FileStamp: Sendable, Hashable {
    public let device: UInt64
    public let inode: UInt64
    /// In bytes.
    public let size: Int64
    /// Last change of the content, in nanoseconds since 1970.
    public let modified: Int64
    /// Last change of the inode, in nanoseconds since 1970; a rename and a reset of `modified` move it.
    public let changed: Int64
    /// The type and permission bits of `st_mode`.
    public let mode: UInt32

    public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64, mode: UInt32) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
        self.mode = mode
    }
}
