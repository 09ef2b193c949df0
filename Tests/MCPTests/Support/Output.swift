import Foundation
import SkillSplitTesting
import Testing

/// What is written to a descriptor.
enum Output {
    /// The lines that `body` writes; a file, not a pipe, so that no one has to read meanwhile.
    static func lines(of body: (Int32) async throws -> Void) async throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let path = folder.unusedPath()
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try await body(file.fileDescriptor)
        try file.close()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.isEmpty || bytes.last == 10)
        return bytes.split(separator: 10).map(Array.init)
    }
}
