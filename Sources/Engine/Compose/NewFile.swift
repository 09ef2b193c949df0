public import SkillSplitHost

/// Writes one file: all of it, or nothing.
public enum NewFile {
    /// Writes `bytes` to `path`.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - path: As the user wrote it.
    ///   - home: What `~` stands for.
    ///   - replaces: Whether a file that stands there is replaced.
    /// - Returns: The absolute path.
    /// - Throws: ``SkillSplitError`` with the code `conflict` where something stands there that may not be replaced.
    public static func write(
        _ bytes: [UInt8],
        to path: [UInt8],
        home: [UInt8],
        replaces: Bool
    ) throws(SkillSplitError) -> [UInt8] {
        let target = try TargetPath.resolve(path, home: home)
        let type = Exchange.type(of: target)
        guard type == nil || replaces && type == .file else {
            throw SkillSplitError(
                .conflict,
                "'\(PathText.display(target))' exists",
                remedy: type == .file ? "Write to another file, or replace it with --force." : "Write to another file."
            )
        }
        let folders = try TargetPath.makeFolders(above: target)
        let staged = target + Array(".skill-split-\(Checkout.ID.random().rawValue)".utf8)
        let file = BuiltFile(relativePath: [], bytes: bytes, permissions: 0o644, linkTarget: nil)
        let builder = TreeBuilder(path: staged, isFolder: false, files: [file])
        do throws(SkillSplitError) {
            _ = try builder.makeRoot()
            try builder.fill()
            do throws(SystemFailure) {
                if replaces { try Exchange.move(staged, target) } else { try Exchange.moveToFreePlace(staged, target) }
            } catch {
                throw error.unwritable(target)
            }
        } catch {
            Exchange.removeFile(staged)
            TargetPath.remove(folders: folders)
            throw error
        }
        return target
    }
}
