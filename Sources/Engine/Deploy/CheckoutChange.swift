import SkillSplitHost

/// One file of a checkout, three times: as it was written, as it stands at the target, as the library has it.
struct CheckoutChange {
    let relativePath: [UInt8]
    let written: CheckedOutFile?
    let target: TargetScan.Found?
    let library: FileState?

    private var base: FileState? { written.map { FileState($0) } }

    var isEdited: Bool { target?.state != base && target?.state != library }
    var isOutdated: Bool { library != base && target?.state != library }

    /// Whether both sides changed, and not to the same.
    var isDiverged: Bool { isEdited && isOutdated }

    /// What happened at the target.
    var edit: CheckoutStatus.Change {
        if isDiverged { return .conflicting }
        if isEdited { return target == nil ? .removed : base == nil ? .added : .edited }
        return isOutdated ? .outdated : .clean
    }

    /// The files of `checkout` that any of the three has, in path order; without those that no ingest would take.
    static func all(
        of checkout: Checkout,
        _ scan: TargetScan,
        _ library: [[UInt8]: FileState]
    ) -> [CheckoutChange] {
        let written = Dictionary(checkout.files.map { ($0.relativePath, $0) }, uniquingKeysWith: { _, last in last })
        let found = scan.files.filter { $1.isWanted || written[$0] != nil || library[$0] != nil }
        return Set(written.keys).union(found.keys).union(library.keys)
            .sorted { $0.lexicographicallyPrecedes($1) }
            .map { path in
                CheckoutChange(
                    relativePath: path,
                    written: written[path],
                    target: found[path],
                    library: library[path]
                )
            }
    }
}
