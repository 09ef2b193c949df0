#if os(Linux)
    import Dispatch
    import Glibc
    import Synchronization

    /// Events of inotify(7).
    ///
    /// An overflow of its queue is an event like any other, since the whole tree is looked at anyway.
    final class Inotify: Sendable {
        enum Answer {
            case added, known
            /// The folder went away, or cannot be read.
            case gone
            /// The system watches no more folders.
            case refused
        }

        private static let mask = UInt32(
            IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB
                | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW
        )

        private let descriptor: Int32
        private let signal: ChangeSignal
        private let source: Mutex<any DispatchSourceRead>
        private let watched = Mutex<[Int32: [[UInt8]]]>([:])
        private let overflows = Atomic(0)

        init?(_ signal: ChangeSignal, queue: DispatchQueue = .global()) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            self.signal = signal
            source = Mutex(Self.source(descriptor, queue))
            source.withLock { source in
                source.setEventHandler { [weak self] in self?.read() }
                source.activate()
            }
        }

        private static func source(_ descriptor: Int32, _ queue: DispatchQueue) -> sending any DispatchSourceRead {
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            source.setCancelHandler { close(descriptor) }
            return source
        }

        /// How often events were lost because they came faster than they were read.
        var overflowCount: Int { overflows.load(ordering: .relaxed) }

        func watch(_ folder: [UInt8], ignoring ignored: [[UInt8]]) -> Answer {
            // The kernel gives a folder that is watched already the same number, and no number twice.
            watched.withLock { watched in
                let number = folder.withCString { inotify_add_watch(descriptor, $0, Self.mask) }
                if number >= 0 { return watched.updateValue(ignored, forKey: number) == nil ? .added : .known }
                return [ENOENT, ENOTDIR, EACCES, ELOOP].contains(errno) ? .gone : .refused
            }
        }

        func stop() {
            source.withLock { $0.cancel() }
        }

        private func read() {
            withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
                while true {
                    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    guard count > 0 else { return }
                    if hasChange(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { signal.send() }
                }
            }
        }

        /// Whether one of the events counts.
        private func hasChange(_ events: UnsafeRawBufferPointer) -> Bool {
            let watched = watched.withLock { $0 }
            let headLength = MemoryLayout<inotify_event>.size
            var hasChange = false
            var offset = 0
            while offset + headLength <= events.count {
                let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let end = offset + headLength + Int(event.len)
                if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { overflows.add(1, ordering: .relaxed) }
                let name = events[(offset + headLength)..<min(end, events.count)].prefix { $0 != 0 }
                let isIgnored = watched[event.wd]?.contains { name.elementsEqual($0) } ?? false
                hasChange = hasChange || !isIgnored
                offset = end
            }
            return hasChange
        }
    }
#endif
