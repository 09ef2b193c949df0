import SkillSplitHost

/// Makes a section of each member that ``JSONLevels`` asks for.
struct JSONSections {
    /// A container whose parent is split: its members are sections, or may name the section that it is.
    private struct Frame {
        let isArray: Bool
        /// The paths of ``JSONLevels`` that lead here.
        let paths: [Int]
        let isSplit: Bool
        /// The section of this container, where it is an element without a key.
        let unnamed: Int?
        /// The place in ``titleKeys`` of the member that gave the title.
        var titleRank = titleKeys.count
        var count = 0
    }

    private static let titleKeys = ["name", "id", "matcher", "event"]

    private let bytes: UnsafeBufferPointer<UInt8>
    private let levels: JSONLevels
    private var frames: [Frame] = []
    /// The number of open containers.
    private var depth = 0
    private(set) var sections: [Section] = []
    /// Whether there were more members than ``JSONDocument/sectionLimit``.
    private(set) var isOverLimit = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, levels: JSONLevels) {
        self.bytes = bytes
        self.levels = levels
    }

    /// The sections with their ends, after the last value.
    func finished() -> [Section] {
        guard let first = sections.first, !isOverLimit else { return [] }
        var finished = sections
        var end = bytes.count
        for index in finished.indices.reversed() {
            finished[index].range = ByteRange(finished[index].range.lowerBound, end)
            end = finished[index].range.lowerBound
        }
        guard first.range.lowerBound > 0 else { return finished }
        finished.insert(Section(kind: .preamble, title: "", depth: 1, range: ByteRange(0, end)), at: 0)
        return finished
    }

    /// Starts the section of a value in the innermost container; `nil` where that is not split.
    private mutating func begin(_ place: JSONPlace) -> Int? {
        guard depth == frames.count, let frame = frames.last, frame.isSplit else { return nil }
        let index = frame.count
        frames[depth - 1].count += 1
        guard sections.count < JSONDocument.sectionLimit else {
            isOverLimit = true
            return nil
        }
        let title = place.key.isEmpty ? String(index) : SectionTitle.line(JSONString.decode(bytes, place.key))
        sections.append(Section(kind: .entry, title: title, depth: depth, range: ByteRange(place.cut, place.cut)))
        return sections.count - 1
    }

    /// Takes the value of a `name` as the title of the array element that holds it.
    private mutating func name(_ place: JSONPlace, end: Int) {
        guard depth == frames.count, let frame = frames.last, let section = frame.unnamed, !place.key.isEmpty,
            place.key.count < 16
        else { return }
        let key = JSONString.decode(bytes, place.key)
        guard let rank = Self.titleKeys.firstIndex(of: key), rank < frame.titleRank else { return }
        let title = SectionTitle.line(JSONString.decode(bytes, place.start..<end))
        guard !title.isEmpty else { return }
        sections[section].title = title
        frames[depth - 1].titleRank = rank
    }

    /// The paths that lead on to a value of the innermost container.
    private func paths(to place: JSONPlace, in frame: Frame) -> [Int] {
        guard !frame.paths.isEmpty else { return [] }
        let key = place.key.isEmpty ? String(frame.count - 1) : JSONString.decode(bytes, place.key)
        return frame.paths.filter { path in
            let keys = levels.paths[path]
            return depth - 1 < keys.count && (keys[depth - 1] == "*" || keys[depth - 1] == key)
        }
    }
}

extension JSONSections: JSONVisitor {
    mutating func open(_ kind: JSONKind, at place: JSONPlace) {
        defer { depth += 1 }
        guard depth > 0 else {
            frames = [Frame(isArray: kind == .array, paths: Array(levels.paths.indices), isSplit: true, unnamed: nil)]
            return
        }
        guard let section = begin(place), let parent = frames.last else { return }
        let paths = paths(to: place, in: parent)
        frames.append(
            Frame(
                isArray: kind == .array,
                paths: paths,
                isSplit: !paths.isEmpty,
                unnamed: parent.isArray ? section : nil
            )
        )
    }

    mutating func scalar(_ kind: JSONKind, at place: JSONPlace, end: Int) {
        if kind == .string { name(place, end: end) }
        _ = begin(place)
    }

    mutating func close(end: Int) {
        if depth == frames.count { frames.removeLast() }
        depth -= 1
    }
}
