public import SkillSplitHost

extension SupabaseSession: SummedLibrary {
    public func sums(deep: Bool) async throws(SkillSplitError) -> [BucketSum] {
        var sums: [BucketSum] = []
        var first = 0
        var width = BucketSum.bucketCount
        while first < BucketSum.bucketCount {
            let last = min(first + width, BucketSum.bucketCount) - 1
            do throws(ProjectFailure) {
                sums += try await self.sums(deep: deep, first...last)
                first = last + 1
            } catch {
                guard case .tooLarge = error, width > 1 else { throw error.error }
                width /= 2
            }
        }
        return sums
    }

    public func fingerprints(
        inBuckets buckets: [Int],
        deep: Bool
    ) async throws(SkillSplitError) -> [FingerprintedFile] {
        try await pages("fingerprints", size: 20_000) { last, page in
            JSONBytes.object {
                $0.member("deep", bool: deep)
                $0.name("buckets")
                $0.array(buckets) { $1.integer($0) }
                $0.member("after", hex: last)
                $0.member("page", integer: page)
            }
        } row: { cells in
            cells[1].bytes.flatMap { SectionHash($0) }.map { FileFingerprint($0.value) }
        }.map { FingerprintedFile(path: $0.path, fingerprint: $0.value) }
    }

    /// The revision of every file, `""` for one that has none.
    ///
    /// It is asked for before the first write, and refuses a database whose schema is older than it has to be.
    func revisions() async throws(SkillSplitError) -> [DocumentPath: String] {
        let rows = try await pages("index", size: 50_000) { last, page in
            JSONBytes.object {
                $0.member("after", hex: last)
                $0.member("page", integer: page)
            }
        } row: { cells in
            cells[1].rawText
        }
        var revisions: [DocumentPath: String] = [:]
        revisions.reserveCapacity(rows.count)
        for row in rows { revisions[row.path] = row.value }
        return revisions
    }

    private func sums(deep: Bool, _ buckets: ClosedRange<Int>) async throws(ProjectFailure) -> [BucketSum] {
        let arguments = JSONBytes.object {
            $0.member("deep", bool: deep)
            $0.member("first", integer: buckets.lowerBound)
            $0.member("last", integer: buckets.upperBound)
        }
        let answer = try await committed("sums", arguments)
        guard let sums = answer["buckets"].list(\.bucketSum), let count = answer["count"].integer,
            sums.reduce(0, { $0 + $1.count }) == count
        else { throw .failed(broken("sums that do not add up")) }
        return sums
    }

    /// Rows of `[path, …]` in path order; each page says how many rows follow its start, so that none can be missed.
    private func pages<T>(
        _ function: String,
        size: Int,
        _ arguments: ([UInt8]?, Int) -> [UInt8],
        row: ([Answer]) -> T?
    ) async throws(SkillSplitError) -> [(path: DocumentPath, value: T)] {
        var rows: [(path: DocumentPath, value: T)] = []
        var size = size
        while true {
            do throws(ProjectFailure) {
                let answer = try await committed(function, arguments(rows.last?.path.bytes, size))
                guard let count = answer["count"].integer, let page = answer["rows"].elements else {
                    throw ProjectFailure.failed(broken("a list that cannot be read"))
                }
                for element in page {
                    guard let cells = element.elements, cells.count == 2, let path = cells[0].path,
                        let value = row(cells), rows.last.map({ $0.path < path }) ?? true
                    else { throw ProjectFailure.failed(broken("a list that cannot be read")) }
                    rows.append((path, value))
                }
                if count == page.count { return rows }
                guard count > page.count, !page.isEmpty else {
                    throw ProjectFailure.failed(broken("\(page.count) rows and a count of \(count)"))
                }
            } catch {
                guard case .tooLarge = error, size > 1 else { throw error.error }
                size /= 2
            }
        }
    }

    /// Asks for what was committed, and checks the schema that answers.
    private func committed(_ function: String, _ arguments: [UInt8]) async throws(ProjectFailure) -> Answer {
        let answer = Answer(try await project.call("skill_split_\(function)", arguments))
        if let schema = answer["schema"].rawText, schema < SupabaseSink.schema {
            throw .failed(
                .schemaIsOld(project.host, cause: "it has version \(schema), needed is \(SupabaseSink.schema)")
            )
        }
        return answer
    }
}

extension Answer {
    /// `[bucket, files, high, low]`, the sums as decimal digits.
    fileprivate var bucketSum: BucketSum? {
        guard let cells = elements, cells.count == 4, let bucket = cells[0].integer, let count = cells[1].integer,
            let high = cells[2].rawText.flatMap({ Int128($0) }), let low = cells[3].rawText.flatMap({ Int128($0) })
        else { return nil }
        let sum = UInt128(truncatingIfNeeded: high) << 64 &+ UInt128(truncatingIfNeeded: low)
        return BucketSum(bucket: bucket, count: count, sum: sum)
    }
}
