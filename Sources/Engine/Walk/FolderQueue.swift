import Synchronization

/// A folder that a walk has found and not listed yet.
struct PendingFolder: Sendable {
    /// Its place in the result.
    let id: Int
    /// Below the root; empty for the root.
    let relativePath: [UInt8]
    /// How many folders lie above it, up to the root.
    let depth: Int
    let context: FolderContext
}

/// The folders that the workers of a walk share.
final class FolderQueue: Sendable {
    private struct State {
        var folders: [PendingFolder]
        /// How many workers may still find folders.
        var activeCount = 0
    }

    enum Answer {
        case folder(PendingFolder)
        /// Another worker may find some.
        case later
        case done
    }

    private let state: Mutex<State>
    private let isEmpty = Atomic(false)
    private let nextID: Atomic<Int>

    init(_ first: PendingFolder) {
        state = Mutex(State(folders: [first]))
        nextID = Atomic(first.id + 1)
    }

    func makeID() -> Int {
        nextID.add(1, ordering: .relaxed).oldValue
    }

    /// How many ids were made.
    var idCount: Int { nextID.load(ordering: .relaxed) }

    /// Whether a worker should give some of its folders away; may be out of date.
    var wantsFolders: Bool { isEmpty.load(ordering: .relaxed) }

    func add(_ folders: ArraySlice<PendingFolder>) {
        state.withLock { state in
            state.folders += folders
            isEmpty.store(state.folders.isEmpty, ordering: .relaxed)
        }
    }

    /// The next folder for a worker, which thereby is active until it calls ``finish()``.
    func take() -> Answer {
        state.withLock { state in
            guard let folder = state.folders.popLast() else { return state.activeCount == 0 ? .done : .later }
            state.activeCount += 1
            isEmpty.store(state.folders.isEmpty, ordering: .relaxed)
            return .folder(folder)
        }
    }

    /// Says that a worker has listed the folder that it took, and all that it kept of what it found there.
    func finish() {
        state.withLock { $0.activeCount -= 1 }
    }
}
