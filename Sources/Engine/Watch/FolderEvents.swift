import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Says that something changed in folders, not what: whoever listens looks at the tree again.
///
/// Changes that come while no one listens are one change, so nothing is lost and nothing piles up.
public final class FolderEvents: Sendable {
    /// One element for each time that something changed since the one before was taken.
    public let changes: AsyncStream<Void>

    private let continuation: AsyncStream<Void>.Continuation
    private let backend: any FolderEventBackend

    /// Listens by inotify, or looks every `interval` where there is none.
    public init(interval: Duration = .seconds(1)) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        changes = stream
        self.continuation = continuation
        #if os(Linux)
            backend = InotifyEvents(continuation) ?? PollingEvents(continuation, every: interval)
        #else
            backend = PollingEvents(continuation, every: interval)
        #endif
    }

    /// Also listens to changes of the entries of `folder`, an absolute path.
    ///
    /// - Returns: Whether it could; the system limits how many folders can be watched.
    public func watch(_ folder: [UInt8]) -> Bool {
        backend.watch(folder)
    }

    /// Ends ``changes``.
    public func stop() {
        backend.stop()
        continuation.finish()
    }
}

private protocol FolderEventBackend: Sendable {
    func watch(_ folder: [UInt8]) -> Bool
    func stop()
}

/// Looks again and again; whoever listens finds out whether anything changed.
private final class PollingEvents: FolderEventBackend {
    private let task: Task<Void, Never>

    init(_ continuation: AsyncStream<Void>.Continuation, every interval: Duration) {
        task = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                continuation.yield()
            }
        }
    }

    func watch(_ folder: [UInt8]) -> Bool { true }

    func stop() {
        task.cancel()
    }
}

#if os(Linux)
    /// Events of inotify(7).
    ///
    /// An overflow of its queue is an event like any other: the whole tree is looked at anyway.
    private final class InotifyEvents: FolderEventBackend {
        private static let mask = UInt32(
            IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB
                | IN_DELETE_SELF | IN_MOVE_SELF
        )

        private let descriptor: Int32
        private let source: Mutex<any DispatchSourceRead>

        init?(_ continuation: AsyncStream<Void>.Continuation) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            source = Mutex(Self.source(descriptor, continuation))
        }

        private static func source(
            _ descriptor: Int32,
            _ continuation: AsyncStream<Void>.Continuation
        ) -> sending any DispatchSourceRead {
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
            source.setEventHandler {
                withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
                    while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
                }
                continuation.yield()
            }
            source.setCancelHandler { close(descriptor) }
            source.activate()
            return source
        }

        func watch(_ folder: [UInt8]) -> Bool {
            (folder + [0]).withUnsafeBytes { path in
                path.withMemoryRebound(to: CChar.self) { name in
                    name.baseAddress.map { inotify_add_watch(descriptor, $0, Self.mask) >= 0 } ?? false
                }
            }
        }

        func stop() {
            source.withLock { $0.cancel() }
        }
    }
#endif
