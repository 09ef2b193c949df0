import SkillSplitHost

/// The rule by which a walk left something out.
public enum SkipReason: Sendable, Hashable {
    /// A rule of ``DefaultExcludes``, by its name.
    case defaultExclude(String)
    /// A line of an ignore file, given by its path as the user would find it.
    case ignoreFile(path: [UInt8], line: Int)
    /// A glob of ``WalkOptions/excludes``.
    case excludeGlob(String)
    /// ``WalkOptions/includes`` is not empty and names it not.
    case notIncluded
    /// Larger than the limit, both in bytes.
    case tooLarge(size: Int64, limit: Int64)
    /// A folder below as many folders as the limit allows.
    case tooDeep(limit: Int)
    /// Neither file, folder nor link.
    case specialFile(SpecialFile)

    public enum SpecialFile: String, Sendable, Hashable {
        case fifo, socket, device, unknown
    }
}

extension SkipReason: CustomStringConvertible {
    /// `<rule>:<what>`, such as `default-exclude:node_modules` or `ignore-file:docs/.gitignore:3`.
    public var description: String {
        switch self {
        case .defaultExclude(let name): "default-exclude:\(name)"
        case .ignoreFile(let path, let line): "ignore-file:\(PathText.display(path)):\(line)"
        case .excludeGlob(let glob): "exclude-glob:\(glob)"
        case .notIncluded: "not-included"
        case .tooLarge(let size, let limit): "too-large:\(size)>\(limit)"
        case .tooDeep(let limit): "too-deep:>\(limit)"
        case .specialFile(let kind): "special-file:\(kind.rawValue)"
        }
    }
}

extension SkipReason {
    /// The reason without what differs from file to file, for counting.
    var group: String {
        switch self {
        case .defaultExclude(let name): "default-exclude:\(name)"
        case .ignoreFile: "ignore-file"
        case .excludeGlob(let glob): "exclude-glob:\(glob)"
        case .notIncluded: "not-included"
        case .tooLarge: "too-large"
        case .tooDeep: "too-deep"
        case .specialFile(let kind): "special-file:\(kind.rawValue)"
        }
    }
}
