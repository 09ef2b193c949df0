import Foundation
public import Testing

/// Compares text with a file that was looked at by a person and committed.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the files are written anew. A file that is missing is written too, and
/// fails, so that nothing passes unseen.
public enum Snapshot {
    /// Whether this run writes snapshots instead of comparing.
    public static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    /// Expects `text` to be the content of the file at `path`.
    public static func expect(
        _ text: String,
        matches path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        guard !isRecording, let data = FileManager.default.contents(atPath: path) else {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            if !isRecording {
                Issue.record("\(path) was missing; look at what was recorded", sourceLocation: sourceLocation)
            }
            return
        }
        let expected = String(decoding: data, as: UTF8.self)
        guard text != expected else { return }
        let (was, now) = firstDifference(expected, text)
        Issue.record(
            "\(path) differs, first in this line:\n  expected: \(was)\n  was:      \(now)",
            sourceLocation: sourceLocation
        )
    }

    private static func firstDifference(_ expected: String, _ actual: String) -> (String, String) {
        let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(expected, actual).prefix { $0 == $1 }.count
        return (
            line < expected.count ? String(expected[line]) : "(nothing)",
            line < actual.count ? String(actual[line]) : "(nothing)"
        )
    }
}
