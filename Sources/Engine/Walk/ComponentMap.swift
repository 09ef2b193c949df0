public import SkillSplitHost

/// Which component each file of a walk belongs to.
public struct ComponentMap: Sendable {
    /// Finds the components by the files that mark them.
    ///
    /// - Parameters:
    ///   - markers: The markers of each kind; where several mark one folder, the last wins.
    ///   - entries: Of a walk, in its order.
    ///   - collection: The document path of the walk's root.
    public init(
        markers: [(kind: ComponentKind, marker: ComponentMarker)],
        entries: [WalkEntry],
        collection: DocumentPath
    ) {
        components = entries.map { _ in nil }
    }

    /// The innermost component that holds each entry, in the order of the entries.
    public let components: [Component?]
}
