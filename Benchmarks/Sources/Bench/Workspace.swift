#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A temporary folder, and the trees made in it of copies of the corpus.
struct Workspace {
    private let folder: String
    private let source: String

    /// Makes the folder; trees are copies of `source`.
    init(source: String) throws {
        guard let resolved = realpath(source, nil) else {
            throw BenchFailure(description: "cannot find the folder '\(source)'; name one with --corpus")
        }
        defer { free(resolved) }
        self.source = String(cString: resolved)
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/skill-split-bench.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw BenchFailure(description: "cannot make a folder in '\(parent)': \(String(cString: strerror(errno)))")
        }
        folder = String(cString: made)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Makes the path of `name` free; what is there is removed with the workspace.
    ///
    /// Not at once: ext4 goes around the inodes that were removed in the last seconds, one by one, whenever a file is
    /// made, and so the next run would pay for the end of the one before.
    func clear(_ name: String) throws {
        guard access(path(name), F_OK) == 0 else { return }
        var template = Array("\(folder)/cleared.XXXXXX".utf8CString)
        guard let aside = mkdtemp(&template), rename(path(name), "\(String(cString: aside))/\(name)") == 0 else {
            throw BenchFailure(description: "cannot move '\(path(name))': \(String(cString: strerror(errno)))")
        }
    }

    func remove() {
        _ = try? ChildProcess.run(["rm", "-rf", folder])
    }

    /// A tree of so many copies that it holds at least `bytes` or `files`.
    func tree(_ name: String, bytes: Int = 0, files: Int = 0) throws -> Tree {
        let one = try size(of: source)
        guard one.files > 0, one.bytes > 0 else { throw BenchFailure(description: "'\(source)' holds no files") }
        let copies = max((bytes + one.bytes - 1) / one.bytes, (files + one.files - 1) / one.files, 1)
        let root = path(name)
        if access(root, F_OK) != 0 {
            guard mkdir(root, 0o700) == 0 else { throw BenchFailure(description: "cannot make '\(root)'") }
            for copy in 1...copies { try ChildProcess.run(["cp", "-R", source, "\(root)/copy-\(copy)"]) }
        }
        return Tree(path: root, files: copies * one.files, bytes: copies * one.bytes)
    }

    struct Tree {
        let path: String
        let files: Int
        let bytes: Int

        var summary: String { "\(files) files, \(bytes / 1_000_000) MB" }
    }

    /// The files below the corpus whose names end with `suffix`, in order.
    func files(endingWith suffix: String) throws -> [String] {
        let list = try ChildProcess.text(["find", source, "-type", "f", "-name", "*\(suffix)"], in: self)
        return list.split(separator: "\n").map(String.init).sorted()
    }

    /// What is in `folder` and below it.
    func size(of folder: String) throws -> (files: Int, bytes: Int) {
        // One line for each file: `wc -c` prints its size first.
        let list = try ChildProcess.text(["find", folder, "-type", "f", "-exec", "wc", "-c", "{}", ";"], in: self)
        let sizes = list.split(separator: "\n").compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        return (sizes.count, sizes.reduce(0, +))
    }
}
