public import SkillSplitHost

/// What the tools do that write; a server has one only where its user allows it.
public struct Workshop: Sendable {
    /// A component that is to be made of sections.
    public struct Composition: Sendable, Hashable {
        /// Ids or `path#address`, in order.
        public var sections: [String]
        /// Where the file goes, below the folder that the server runs in.
        public var output: String
        public var title: String?
        public var description: String?
        public var kind: String?
        public var includesSubsections: Bool
    }

    /// A file or folder that was written.
    public struct Written: Sendable, Hashable {
        /// Absolute.
        public let path: [UInt8]
        public let files: Int

        public init(path: [UInt8], files: Int) {
            self.path = path
            self.files = files
        }
    }

    let checkOut: @Sendable (_ component: String, _ target: String?) async throws(SkillSplitError) -> Written
    let compose: @Sendable (Composition) async throws(SkillSplitError) -> Written

    /// - Parameters:
    ///   - checkOut: Deploys a component, to the place of its kind where no target is named. It replaces nothing that
    ///     it did not write.
    ///   - compose: Makes a new file.
    public init(
        checkOut: @escaping @Sendable (_ component: String, _ target: String?) async throws(SkillSplitError) -> Written,
        compose: @escaping @Sendable (Composition) async throws(SkillSplitError) -> Written
    ) {
        self.checkOut = checkOut
        self.compose = compose
    }
}
