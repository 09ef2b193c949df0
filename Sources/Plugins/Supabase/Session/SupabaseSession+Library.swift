import Crypto
public import SkillSplitHost

extension SupabaseSession: DatedLibrary {
    public func files(
        _ filter: FileFilter,
        after last: DocumentPath?,
        limit: Int
    ) async throws(SkillSplitError) -> [StoredFile] {
        var page = max(0, min(limit, 5000))
        while true {
            let arguments = JSONBytes.object {
                $0.name("filter")
                filter.write(to: &$0)
                $0.member("after", hex: last?.bytes)
                $0.member("page", integer: page)
            }
            do throws(ProjectFailure) {
                guard let files = try await read("files", arguments)["files"].list(\.file) else {
                    throw ProjectFailure.failed(broken("a list of files that cannot be read"))
                }
                return files
            } catch {
                guard case .tooLarge = error, page > 1 else { throw error.error }
                page /= 2
            }
        }
    }

    public func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile? {
        try await outline(of: path)?.file
    }

    public func sections(of path: DocumentPath) async throws(SkillSplitError) -> [StoredSection] {
        try await outline(of: path)?.sections ?? []
    }

    public func section(
        _ id: SectionID
    ) async throws(SkillSplitError) -> (file: StoredFile, section: StoredSection)? {
        guard Self.isUUID(id.rawValue) else { return nil }
        let answer = try await ask("section", JSONBytes.object { $0.member("id", string: id.rawValue) })
        guard !answer.isNull else { return nil }
        guard let file = answer["file"].file, let section = answer["section"].section else {
            throw broken("a section that cannot be read")
        }
        return (file, section)
    }

    public func content(
        of path: DocumentPath,
        positions: ClosedRange<Int>?
    ) async throws(SkillSplitError) -> [UInt8] {
        var content: [UInt8] = []
        var position = positions?.lowerBound ?? 0
        var budget = 8 << 20
        while true {
            do throws(ProjectFailure) {
                let arguments = JSONBytes.object {
                    $0.member("path", hex: path.bytes)
                    $0.member("first", integer: position)
                    $0.member("last", integer: positions?.upperBound)
                    $0.member("budget", integer: budget)
                }
                let answer = try await read("content", arguments)
                guard let count = answer["sections"].integer else { return [] }
                guard let parts = answer["parts"].elements else { throw .failed(broken("no content")) }
                for part in parts { content += try bytes(of: part, expecting: &position, path) }
                let last = min(positions?.upperBound ?? count - 1, count - 1)
                if position > last { return content }
                guard !parts.isEmpty else { throw .failed(broken("less of '\(path)' than it has")) }
            } catch {
                guard case .tooLarge = error, budget > 1024 else { throw error.error }
                budget /= 2
            }
        }
    }

    public func diagnostics(of path: DocumentPath) async throws(SkillSplitError) -> [Diagnostic] {
        guard let diagnostics = try await ask("diagnostics", Self.pathArgument(path)).list(\.diagnostic) else {
            throw broken("findings that cannot be read")
        }
        return diagnostics
    }

    /// The SHA-256 of each file's path, kind, link, mode and hash, in path order; what may hold any byte is preceded by
    /// its length.
    public func digest() async throws(SkillSplitError) -> ContentHash {
        var digest = SHA256()
        func add(_ number: Int) {
            withUnsafeBytes(of: UInt64(number).bigEndian) { digest.update(bufferPointer: $0) }
        }
        func add(_ bytes: [UInt8]) {
            add(bytes.count)
            bytes.withUnsafeBytes { digest.update(bufferPointer: $0) }
        }
        var last: DocumentPath?
        while true {
            let page = try await files(.all, after: last, limit: 5000)
            for file in page {
                add(file.path.bytes)
                add(Array(file.kind.rawValue.utf8))
                add(file.linkTarget == nil ? 0 : 1)
                add(file.linkTarget ?? [])
                add(Int(file.permissions))
                add(file.hash.bytes)
            }
            guard let end = page.last else { break }
            last = end.path
        }
        guard let hash = ContentHash(digest.finalize()) else {
            throw SkillSplitError(.corrupt, "SHA-256 gave no 32 bytes", remedy: "Report this.")
        }
        return hash
    }

    public func changeTime(of path: DocumentPath) async throws(SkillSplitError) -> Int? {
        let file = try await ask("sections", Self.pathArgument(path))["file"]
        guard !file.isNull else { return nil }
        guard let time = file["updated"].integer else { throw broken("a file without the time of its last change") }
        return time
    }

    // MARK: Asking

    /// Asks where a smaller question is not possible.
    func ask(_ function: String, _ arguments: [UInt8]) async throws(SkillSplitError) -> Answer {
        do throws(ProjectFailure) {
            return try await read(function, arguments)
        } catch {
            throw error.error
        }
    }

    private func outline(
        of path: DocumentPath
    ) async throws(SkillSplitError) -> (file: StoredFile, sections: [StoredSection])? {
        let answer = try await ask("sections", Self.pathArgument(path))
        guard !answer["file"].isNull else { return nil }
        guard let file = answer["file"].file, let sections = answer["sections"].list(\.section),
            sections.count == file.sectionCount
        else { throw broken("an outline of '\(path)' that cannot be read") }
        return (file, sections)
    }

    private func bytes(
        of part: Answer,
        expecting position: inout Int,
        _ path: DocumentPath
    ) throws(ProjectFailure) -> [UInt8] {
        guard let cells = part.elements, cells.count == 3, cells[0].integer == position else {
            throw .failed(broken("sections of '\(path)' out of order"))
        }
        position += 1
        if let text = cells[1].rawText { return Array(text.utf8) }
        guard let bytes = cells[2].rawText.flatMap({ Base64.decode($0.utf8) }) else {
            throw .failed(broken("a section of '\(path)' that cannot be read"))
        }
        return bytes
    }

    private static func pathArgument(_ path: DocumentPath) -> [UInt8] {
        JSONBytes.object { $0.member("path", hex: path.bytes) }
    }

    private static func isUUID(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-") : UnicodeScalar(byte).properties.isASCIIHexDigit
            }
    }
}
