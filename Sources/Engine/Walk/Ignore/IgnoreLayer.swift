/// An ignore file that applies to a folder, and those that it overrides.
final class IgnoreLayer: Sendable {
    let rules: IgnoreRules
    /// Where paths relative to the ignore file start in the paths that are asked about.
    let base: Int
    /// As a user would find it: below the root, or absolute above it.
    let source: [UInt8]
    let parent: IgnoreLayer?

    init(_ rules: IgnoreRules, base: Int, source: [UInt8], parent: IgnoreLayer?) {
        self.rules = rules
        self.base = base
        self.source = source
        self.parent = parent
    }

    /// What the nearest rule says of `path`; `nil` where none speaks of it.
    func verdict(on path: WalkedPath) -> (isIgnored: Bool, reason: SkipReason)? {
        var layer: IgnoreLayer? = self
        while let current = layer {
            if let index = current.rules.lastMatch(path, below: current.base) {
                let rule = current.rules.rules[index]
                return (!rule.isNegated, .ignoreFile(path: current.source, line: rule.line))
            }
            layer = current.parent
        }
        return nil
    }
}

/// A path that a walk asks its rules about.
struct WalkedPath {
    /// From the top of the repository that holds the root, or from the root.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the path below the root starts.
    let rootBase: Int
    /// Where the last segment starts.
    let nameStart: Int
    let nameHash: UInt64
    let isFolder: Bool
}

extension IgnoreRules {
    func lastMatch(_ path: WalkedPath, below base: Int) -> Int? {
        lastMatch(
            UnsafeBufferPointer(rebasing: path.bytes[base...]),
            nameStart: path.nameStart - base,
            nameHash: path.nameHash,
            isFolder: path.isFolder
        )
    }
}
