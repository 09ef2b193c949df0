/// A glob for a path, relative to the folder of its ignore file.
struct PathPattern: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case name(NamePattern)
        /// `**`: any number of folders, none as well.
        case folders
    }

    private let segments: [Segment]

    /// - Parameter tokens: Of a glob without its leading slash.
    init(_ tokens: [GlobToken]) {
        var segments: [Segment] = []
        let parts = tokens.split(omittingEmptySubsequences: false) { $0.isSlash }
        for part in parts {
            guard part.first == .folders else {
                segments.append(.name(NamePattern(part)))
                continue
            }
            segments.append(.folders)
            // `a/**` matches what lies in `a`, not `a` itself, and so does git's `**\/`.
            let next = part.endIndex < tokens.endIndex ? tokens[part.endIndex] : nil
            if next != .slash(isEscaped: false) { segments.append(.name(.anything)) }
        }
        self.segments = segments
    }

    /// Whether the glob matches all of `path`, whose segments are not empty.
    ///
    /// Goes back to the last `**` only: an earlier one could not match more.
    func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        var segment = 0
        var start = 0
        var retry: (segment: Int, start: Int)?
        while true {
            let isAtEnd = start > path.count
            if segment == segments.count {
                if isAtEnd { return true }
            } else if case .name(let pattern) = segments[segment] {
                if !isAtEnd {
                    let end = path.endOfSegment(from: start)
                    if pattern.matches(UnsafeBufferPointer(rebasing: path[start..<end])) {
                        segment += 1
                        start = end + 1
                        continue
                    }
                }
            } else {
                segment += 1
                retry = (segment, start)
                continue
            }
            guard let last = retry, last.start <= path.count else { return false }
            start = path.endOfSegment(from: last.start) + 1
            segment = last.segment
            retry = (segment, start)
        }
    }

    /// Whether the glob names, segment for segment and without `**`, a way into the folder `path`.
    func leads(into path: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        for (index, segment) in segments.enumerated() {
            if start > path.count { return true }
            guard case .name(let pattern) = segment, index + 1 < segments.count else { return false }
            let end = path.endOfSegment(from: start)
            guard pattern.matches(UnsafeBufferPointer(rebasing: path[start..<end])) else { return false }
            start = end + 1
        }
        return false
    }
}
