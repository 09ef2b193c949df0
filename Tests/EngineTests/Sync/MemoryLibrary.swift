import Crypto
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting

/// A library in memory that can be killed after any number of calls.
actor MemoryLibrary: LibrarySession {
    struct State {
        var files: [DocumentPath: Record] = [:]
        var base: [String: [DocumentPath: SyncAgreement]] = [:]
        var losers: [String: LosingVersion] = [:]
    }

    private(set) var committed = State()
    private(set) var pending = State()
    /// How many calls go well until every further one fails; `nil` for all.
    private var life: Int?
    private(set) var writes = 0

    func dies(after calls: Int?) {
        life = calls
    }

    func step() throws(SkillSplitError) {
        guard let life else { return }
        guard life > 0 else { throw SkillSplitError(.cancelled, "killed", remedy: "Run again.") }
        self.life = life - 1
    }

    /// A user's edit, outside every sync.
    func edit(_ path: DocumentPath, _ record: Record?) {
        committed.files[path] = record
        pending = committed
    }

    func reset() {
        pending = committed
        writes = 0
    }

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        try step()
        var outcomes: [WriteOutcome] = []
        for record in batch {
            writes += 1
            outcomes.append(pending.files.updateValue(record, forKey: record.path) == nil ? .inserted : .updated)
        }
        return WriteResult(outcomes)
    }

    func delete(_ paths: [DocumentPath]) async throws(SkillSplitError) -> Int {
        try step()
        var count = 0
        for path in paths where pending.files.removeValue(forKey: path) != nil { count += 1 }
        writes += count
        return count
    }

    func commit() async throws(SkillSplitError) {
        try step()
        committed = pending
    }

    func rollback() async {
        pending = committed
    }

    func finish() async throws(SkillSplitError) {}

    func files(_ filter: FileFilter, after last: DocumentPath?, limit: Int) async throws(SkillSplitError)
        -> [StoredFile]
    {
        try step()
        let paths = pending.files.keys.filter { path in last.map { $0 < path } ?? true }.sorted().prefix(limit)
        return paths.compactMap { pending.files[$0].map(StoredFile.init(of:)) }
    }

    func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile? {
        try step()
        return pending.files[path].map(StoredFile.init(of:))
    }

    func sections(of path: DocumentPath) async throws(SkillSplitError) -> [StoredSection] {
        try step()
        guard let record = pending.files[path] else { return [] }
        return record.document.sections.indices.map { position in
            StoredSection(of: record, at: position, id: SectionID(rawValue: "\(position)"))
        }
    }

    func section(_ id: SectionID) async throws(SkillSplitError) -> (file: StoredFile, section: StoredSection)? { nil }

    func content(of path: DocumentPath, positions: ClosedRange<Int>?) async throws(SkillSplitError) -> [UInt8] {
        try step()
        return pending.files[path]?.document.source.bytes ?? []
    }

    func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage {
        SearchPage(hits: [], hasMore: false)
    }

    func diagnostics(of path: DocumentPath) async throws(SkillSplitError) -> [Diagnostic] { [] }

    func digest() async throws(SkillSplitError) -> ContentHash {
        throw SkillSplitError(.usage, "no digest", remedy: "Do not ask.")
    }

    fileprivate func change(_ body: (inout State) -> Void) {
        body(&pending)
    }
}

extension MemoryLibrary: SyncBaseStore {
    func holdStill() async throws(SkillSplitError) {
        try step()
    }

    func syncBase(with remote: String) async throws(SkillSplitError) -> [FingerprintedFile] {
        try step()
        return (pending.base[remote] ?? [:]).values.compactMap { agreement in
            agreement.fingerprint.map { FingerprintedFile(path: agreement.path, fingerprint: $0) }
        }.sorted { $0.path < $1.path }
    }

    func baseSections(of path: DocumentPath, with remote: String) async throws(SkillSplitError) -> [SectionHash]? {
        try step()
        return pending.base[remote]?[path]?.sections
    }

    func agree(with remote: String, on files: [SyncAgreement]) async throws(SkillSplitError) {
        try step()
        change { state in
            for file in files {
                state.base[remote, default: [:]][file.path] = file.fingerprint == nil ? nil : file
            }
        }
    }

    func keep(_ version: LosingVersion) async throws(SkillSplitError) {
        try step()
        change { $0.losers[version.id] = version }
    }

    func losingVersions() async throws(SkillSplitError) -> [LosingVersion] {
        Array(pending.losers.values)
    }

    func forget(losingVersion id: String) async throws(SkillSplitError) {
        change { $0.losers[id] = nil }
    }
}

/// A shared library in memory: changes on a condition, durable at once, and the answer may be lost after the change.
actor MemoryRemote: ConditionalLibrary, SummedLibrary {
    let library = MemoryLibrary()
    private(set) var requests = 0

    func apply(_ changes: [ConditionalChange]) async throws(SkillSplitError) -> [ChangeOutcome] {
        requests += 1
        var outcomes: [ChangeOutcome] = []
        for change in changes {
            let present = await library.committed.files[change.path].map(FileFingerprint.init(ofRecord:))
            if present == change.expected || present == change.record.map(FileFingerprint.init(ofRecord:)) {
                if let record = change.record {
                    _ = try await library.write([record])
                } else {
                    _ = try await library.delete([change.path])
                }
                outcomes.append(.applied)
            } else {
                outcomes.append(.overtaken)
            }
        }
        try await library.commit()
        // Here the connection may break.
        try await library.step()
        return outcomes
    }

    func sums(deep: Bool) async throws(SkillSplitError) -> [BucketSum] {
        requests += 1
        try await library.step()
        var sums: [Int: BucketSum] = [:]
        for file in await listing() {
            let bucket = Int(Array(SHA256.hash(data: file.path.bytes))[0])
            sums[bucket, default: BucketSum(bucket: bucket)].count += 1
            sums[bucket, default: BucketSum(bucket: bucket)].sum &+= file.fingerprint.addend
        }
        return sums.values.sorted { $0.bucket < $1.bucket }
    }

    func fingerprints(inBuckets buckets: [Int], deep: Bool) async throws(SkillSplitError) -> [FingerprintedFile] {
        requests += 1
        try await library.step()
        return await listing().filter { buckets.contains(Int(Array(SHA256.hash(data: $0.path.bytes))[0])) }
    }

    private func listing() async -> [FingerprintedFile] {
        await library.committed.files.values
            .map { FingerprintedFile(path: $0.path, fingerprint: FileFingerprint(ofRecord: $0)) }
            .sorted { $0.path < $1.path }
    }

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult { try await library.write(batch) }
    func commit() async throws(SkillSplitError) { try await library.commit() }
    func rollback() async { await library.rollback() }
    func finish() async throws(SkillSplitError) {}
    func delete(_ paths: [DocumentPath]) async throws(SkillSplitError) -> Int { try await library.delete(paths) }
    func files(_ filter: FileFilter, after last: DocumentPath?, limit: Int) async throws(SkillSplitError)
        -> [StoredFile]
    {
        try await library.files(filter, after: last, limit: limit)
    }
    func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile? { try await library.file(at: path) }
    func sections(of path: DocumentPath) async throws(SkillSplitError) -> [StoredSection] {
        try await library.sections(of: path)
    }
    func section(_ id: SectionID) async throws(SkillSplitError) -> (file: StoredFile, section: StoredSection)? { nil }
    func content(of path: DocumentPath, positions: ClosedRange<Int>?) async throws(SkillSplitError) -> [UInt8] {
        try await library.content(of: path, positions: positions)
    }
    func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage {
        try await library.search(request)
    }
    func diagnostics(of path: DocumentPath) async throws(SkillSplitError) -> [Diagnostic] { [] }
    func digest() async throws(SkillSplitError) -> ContentHash { try await library.digest() }
}

extension FileFingerprint {
    /// Computed apart from the engine, so that a mistake there shows.
    init(ofRecord record: Record) {
        let input = Self.input(
            path: record.path,
            kind: record.kind,
            permissions: record.permissions,
            linkTarget: record.linkTarget,
            hash: record.hash
        )
        self.init(SHA256.hash(data: input).prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }
}

extension StoredFile {
    init(of record: Record) {
        self.init(
            path: record.path,
            kind: record.kind,
            component: record.component,
            name: record.document.metadata.name,
            description: record.document.metadata.description,
            metadata: MetadataValue.object(record.document.metadata.fields).json,
            hash: record.hash,
            size: record.document.source.count,
            permissions: record.permissions,
            linkTarget: record.linkTarget,
            parser: record.parser,
            sectionCount: record.document.sections.count
        )
    }
}
