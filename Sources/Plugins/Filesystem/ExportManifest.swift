import SkillSplitHost

/// What skill-split wrote into a target, so that it knows its own files again.
///
/// Stands in the target as `.skill-split-export`. An entry is the hash, the permissions in octal digits or `link`, and
/// the place, with spaces between; a NUL; the document path; a NUL. A session adds entries at the end before it changes
/// files, and in the end puts them in order with one for each place. So a place with several entries holds what one of
/// them says.
struct ExportManifest {
    static let name = ".skill-split-export"

    struct Claim: Equatable {
        let document: DocumentPath
        /// The last one is the newest.
        var states: [TargetState]
    }

    private(set) var claims: [TargetPlace: Claim] = [:]
    /// Whether the file holds what an interrupted run added.
    private(set) var isInOrder = true

    init() {}

    /// Reads the bytes of a manifest; what is not well-formed claims nothing.
    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let head = Self.take(&rest), let tail = Self.take(&rest) {
            guard let (place, state) = Self.entry(head), let document = try? DocumentPath(Array(tail)) else { continue }
            add(state, at: place, of: document)
        }
        isInOrder = self.bytes == bytes
    }

    subscript(place: TargetPlace) -> Claim? { claims[place] }

    /// Makes `state` the newest at `place`.
    mutating func add(_ state: TargetState, at place: TargetPlace, of document: DocumentPath) {
        var states = claims[place].map { $0.document == document ? $0.states : [] } ?? []
        states.removeAll { $0 == state }
        claims[place] = Claim(document: document, states: states + [state])
    }

    /// Forgets all but the newest state of `place`.
    mutating func settle(_ place: TargetPlace) {
        if let claim = claims[place] { claims[place]?.states = claim.states.suffix(1) }
    }

    mutating func remove(_ place: TargetPlace) {
        claims[place] = nil
    }

    /// The manifest as a file, in order.
    var bytes: [UInt8] {
        claims.sorted { $0.key < $1.key }.flatMap { place, claim in
            claim.states.flatMap { Self.bytes(of: $0, at: place, of: claim.document) }
        }
    }

    static func bytes(of state: TargetState, at place: TargetPlace, of document: DocumentPath) -> [UInt8] {
        let mode = state.permissions.map { String($0, radix: 8) } ?? "link"
        return Array("\(state.hash) \(mode) ".utf8) + place.path.bytes + [0] + document.bytes + [0]
    }

    /// The bytes up to a NUL; `nil` where none is left.
    private static func take(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    private static func entry(_ bytes: ArraySlice<UInt8>) -> (TargetPlace, TargetState)? {
        let parts = bytes.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let hash = hash(parts[0]), let path = try? DocumentPath(Array(parts[2])) else {
            return nil
        }
        let mode = String(decoding: parts[1], as: UTF8.self)
        let permissions = UInt16(mode, radix: 8)
        guard permissions != nil || mode == "link" else { return nil }
        return (TargetPlace(path), TargetState(hash: hash, permissions: permissions))
    }

    private static func hash(_ digits: ArraySlice<UInt8>) -> ContentHash? {
        guard digits.count == 64 else { return nil }
        let text = Array(digits)
        return ContentHash(
            stride(from: 0, to: 64, by: 2).compactMap { offset in
                UInt8(String(decoding: text[offset..<offset + 2], as: UTF8.self), radix: 16)
            }
        )
    }
}
