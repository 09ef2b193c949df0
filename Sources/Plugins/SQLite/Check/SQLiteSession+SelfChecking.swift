public import SkillSplitHost

extension SQLiteSession: SelfChecking {
    /// Checks the whole library; reads every byte of it.
    ///
    /// The check of the index takes the write lock, even where nothing is repaired: FTS5 is asked by an `INSERT`.
    public func check(repair: Bool) async throws(SkillSplitError) -> [Finding] {
        await rollback()
        var checked = try Connection(path: file.path, mode: .write, patience: file.patience)
        let problems = try LibraryCheck.run(on: &checked)
        guard repair, !problems.isEmpty else { return problems.map { $0.finding(isRepaired: false) } }
        try Repair.run(problems, on: &checked)
        endTransactionOfOthers()
        let left = Set(try LibraryCheck.run(on: &checked).map(\.subject))
        return problems.map { $0.finding(isRepaired: !left.contains($0.subject)) }
    }
}
