import Synchronization

/// Counts changes, and wakes whoever waits for the next one.
///
/// Changes that come while no one waits are one change, so nothing is lost and nothing piles up.
final class ChangeSignal: Sendable {
    /// One element for each time that ``send()`` was called since the one before was taken.
    let changes: AsyncStream<Void>

    private let continuation: AsyncStream<Void>.Continuation
    private let sent = Atomic(0)

    init() {
        (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// How many changes there were.
    var count: Int { sent.load(ordering: .acquiring) }

    func send() {
        sent.add(1, ordering: .releasing)
        continuation.yield()
    }

    /// Ends ``changes``.
    func finish() {
        continuation.finish()
    }
}
