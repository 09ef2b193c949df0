import SkillSplitHost

/// Every value of a JSON file in order, flat, so that reading needs neither recursion nor an object for each value.
struct JSONTape: Sendable {
    struct Entry {
        let kind: JSONKind
        let key: Range<UInt32>
        let start: UInt32
        var end: UInt32
        /// The position after the value and all that it holds.
        var next: UInt32
    }

    let source: SourceBuffer
    fileprivate(set) var entries: [Entry] = []

    init(_ source: SourceBuffer) {
        self.source = source
        entries.reserveCapacity(source.count / 16)
    }

    /// The positions of the values directly in the one at `position`.
    func children(of position: Int) -> [Int] {
        var children: [Int] = []
        var child = position + 1
        while child < Int(entries[position].next) {
            children.append(child)
            child = Int(entries[child].next)
        }
        return children
    }

    func string(in range: Range<UInt32>) -> String {
        source.bytes.withUnsafeBufferPointer { JSONString.decode($0, Int(range.lowerBound)..<Int(range.upperBound)) }
    }

    /// The decoded value at `position`, built from its last part to its first with a stack of its own.
    func value(at position: Int) -> MetadataValue {
        var built: [(field: MetadataField, position: Int)] = []
        for index in (position..<Int(entries[position].next)).reversed() {
            let entry = entries[index]
            var fields: [MetadataField] = []
            if entry.kind == .object || entry.kind == .array {
                while let last = built.last, last.position < Int(entry.next) {
                    fields.append(last.field)
                    built.removeLast()
                }
            }
            let name = entry.key.isEmpty ? "" : string(in: entry.key)
            built.append((MetadataField(name, value(of: entry, holding: fields)), index))
        }
        return built.last?.field.value ?? .null
    }

    private func value(of entry: Entry, holding fields: [MetadataField]) -> MetadataValue {
        switch entry.kind {
        case .null: .null
        case .bool: .bool(source.bytes[Int(entry.start)] == UInt8(ascii: "t"))
        case .number: number(source[ByteRange(Int(entry.start), Int(entry.end))])
        case .string: .string(string(in: entry.start..<entry.end))
        case .array: .array(fields.map(\.value))
        case .object: .object(fields)
        }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> MetadataValue {
        let text = String(decoding: bytes, as: UTF8.self)
        return Int64(text).map { .integer($0) } ?? .number(Double(text) ?? .nan)
    }
}

/// Writes a ``JSONTape`` and makes the sections in the same pass.
struct JSONRecorder: JSONVisitor {
    var sections: JSONSections
    /// `nil` for a file over ``JSONDocument/valueLimit``.
    var tape: JSONTape?
    private var open: [Int] = []

    init(sections: JSONSections, tape: JSONTape?) {
        self.sections = sections
        self.tape = tape
    }

    mutating func open(_ kind: JSONKind, at place: JSONPlace) {
        sections.open(kind, at: place)
        guard tape != nil else { return }
        open.append(tape?.entries.count ?? 0)
        append(kind, place, end: place.start)
    }

    mutating func scalar(_ kind: JSONKind, at place: JSONPlace, end: Int) {
        sections.scalar(kind, at: place, end: end)
        append(kind, place, end: end)
    }

    mutating func close(end: Int) {
        sections.close(end: end)
        guard let position = open.popLast(), let count = tape?.entries.count else { return }
        tape?.entries[position].end = UInt32(end)
        tape?.entries[position].next = UInt32(count)
    }

    private mutating func append(_ kind: JSONKind, _ place: JSONPlace, end: Int) {
        guard let count = tape?.entries.count else { return }
        let key = UInt32(place.key.lowerBound)..<UInt32(place.key.upperBound)
        tape?.entries.append(
            JSONTape.Entry(kind: kind, key: key, start: UInt32(place.start), end: UInt32(end), next: UInt32(count + 1))
        )
    }
}
