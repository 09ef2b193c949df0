import SkillSplitHost
import Synchronization

/// Keeps what it is given, by the name of its location.
struct CapturingSink: SinkPlugin {
    static let manifest = PluginManifest.sink(id: "captured", summary: "Keeps records in memory.")

    private static let store = Mutex<[String: [Record]]>([:])

    let location: String

    init(location: String, options: NoOptions) {
        self.location = location
    }

    /// What came to `location`, in path order.
    static func records(at location: String) -> [Record] {
        store.withLock { $0[location] ?? [] }.sorted { $0.path < $1.path }
    }

    func open(_ context: SinkContext) -> Session { Session(location: location) }

    struct Session: SinkSession {
        let location: String

        func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
            CapturingSink.store.withLock { $0[location, default: []] += batch }
            return WriteResult(batch.map { _ in .inserted })
        }

        func commit() async throws(SkillSplitError) {}

        func rollback() async {}

        func finish() async throws(SkillSplitError) {}
    }
}
