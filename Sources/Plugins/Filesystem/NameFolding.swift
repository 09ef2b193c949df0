import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which different names a file system takes for the same.
struct NameFolding {
    let foldsCase: Bool
    /// Whether composed and decomposed accents are the same.
    let foldsAccents: Bool

    static let all = NameFolding(foldsCase: true, foldsAccents: true)

    init(foldsCase: Bool, foldsAccents: Bool) {
        self.foldsCase = foldsCase
        self.foldsAccents = foldsAccents
    }

    /// Asks the file system of the folder `descriptor`.
    init(probing descriptor: Int32) {
        let name = "probe-\u{E9}"
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        foldsCase = faccessat(descriptor, "PROBE-\u{E9}", F_OK, 0) == 0
        foldsAccents = faccessat(descriptor, "probe-e\u{301}", F_OK, 0) == 0
        unlinkat(descriptor, name, 0)
    }

    /// What the file system takes a path for; paths with one key are one to it.
    ///
    /// - Returns: `nil` where each path is its own.
    func key(of place: TargetPlace) -> Key? {
        guard foldsCase || foldsAccents, place.path.isText else { return nil }
        let text = foldsCase ? place.description.lowercased() : place.description
        // Strings are equal whatever form their accents have; arrays of bytes are not.
        return foldsAccents ? .text(text) : .bytes(Array(text.utf8))
    }

    enum Key: Hashable {
        case text(String)
        case bytes([UInt8])
    }
}
