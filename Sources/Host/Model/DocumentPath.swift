/// Where a file stands in a library: `<collection>/<path below the ingested root>`, the same on every machine.
///
/// Paths are raw bytes, since a file system promises no encoding. They never start with `/`, never hold an empty, `.`
/// or `..` segment, nor a NUL.
public struct DocumentPath: Sendable, Hashable, Comparable {
    public let bytes: [UInt8]

    /// Makes a path of bytes as they come from a library or a user.
    ///
    /// - Throws: ``SkillSplitError`` with the code `invalidPath` where the bytes break a rule of the type.
    public init(_ bytes: [UInt8]) throws(SkillSplitError) {
        guard Self.isWellFormed(bytes) else {
            throw SkillSplitError(
                .invalidPath,
                "'\(Self.display(bytes))' is not a document path",
                remedy: "Write it as <collection>/<path>, with '/' between, and without empty, '.' or '..' segments."
            )
        }
        self.bytes = bytes
    }

    public init(_ text: String) throws(SkillSplitError) {
        try self.init(Array(text.utf8))
    }

    /// The path `relative` below this one.
    public func appending(_ relative: [UInt8]) throws(SkillSplitError) -> DocumentPath {
        try DocumentPath(bytes + [UInt8(ascii: "/")] + relative)
    }

    /// The bytes of each segment, from the collection to the file's name.
    public var segments: [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "/"))
    }

    /// The first segment.
    public var collection: String {
        Self.display(bytes.prefix { $0 != UInt8(ascii: "/") })
    }

    /// The last segment.
    public var name: String {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return Self.display(bytes[...]) }
        return Self.display(bytes[(slash + 1)...])
    }

    /// The folder that holds the file; `nil` for a collection.
    public var parent: DocumentPath? {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return DocumentPath(unchecked: Array(bytes[..<slash]))
    }

    /// Whether the path is `folder` or lies below it.
    public func isInside(_ folder: DocumentPath) -> Bool {
        bytes.starts(with: folder.bytes)
            && (bytes.count == folder.bytes.count || bytes[folder.bytes.count] == UInt8(ascii: "/"))
    }

    /// Whether the bytes are valid UTF-8, so that ``description`` says them exactly.
    public var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// Byte order, which for UTF-8 is the order of code points.
    public static func < (left: DocumentPath, right: DocumentPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        // One pass without allocations: a change cache makes tens of thousands of paths at once.
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for index in 0...bytes.count {
                if index < bytes.count, bytes[index] != UInt8(ascii: "/") {
                    if bytes[index] == 0 { return false }
                    continue
                }
                let length = index - start
                if length == 0 { return false }
                if length <= 2, bytes[start..<index].allSatisfy({ $0 == UInt8(ascii: ".") }) { return false }
                start = index + 1
            }
            return true
        }
    }

    private static func display(_ bytes: some Sequence<UInt8>) -> String {
        PathText.display(Array(bytes))
    }
}

extension DocumentPath: CustomStringConvertible {
    /// The path as text; bytes that are not UTF-8 are shown as `\xNN`.
    public var description: String { PathText.display(bytes) }
}
