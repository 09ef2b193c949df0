import SkillSplitHost

/// What a session wrote since its last commit: the last word on each file, in the order of the first.
struct PendingWrites: Sendable {
    enum Operation: Sendable {
        case put(RecordBody)
        case delete
    }

    private var operations: [DocumentPath: Operation] = [:]
    private var order: [DocumentPath] = []

    var isEmpty: Bool { operations.isEmpty }

    subscript(path: DocumentPath) -> Operation? { operations[path] }

    mutating func set(_ operation: Operation, for path: DocumentPath) {
        if operations.updateValue(operation, forKey: path) == nil { order.append(path) }
    }

    mutating func remove(_ path: DocumentPath) {
        guard operations.removeValue(forKey: path) != nil else { return }
        order.removeAll { $0 == path }
    }

    /// All of them, in order.
    var all: [(path: DocumentPath, operation: Operation)] {
        order.compactMap { path in operations[path].map { (path, $0) } }
    }
}

/// A change of one file, with what its writer last saw there.
struct WriteOperation: Sendable {
    let path: DocumentPath
    let operation: PendingWrites.Operation
    let expectation: Expectation

    /// In bytes, on the wire.
    var size: Int {
        switch operation {
        case .put(let body): body.size
        case .delete: 300
        }
    }
}

/// One request's worth of writes.
struct WriteBatch: Sendable {
    let id = RandomID.uuid()
    let operations: [WriteOperation]

    /// The JSON object that `skill_split_apply` takes.
    var body: [UInt8] {
        var files: [(body: RecordBody, expectation: Expectation)] = []
        var deleted: [WriteOperation] = []
        for operation in operations {
            switch operation.operation {
            case .put(let body): files.append((body, operation.expectation))
            case .delete: deleted.append(operation)
            }
        }
        return JSONBytes.object { json in
            json.member("id", string: id)
            json.name("files")
            json.array(files) { $0.body.write(expecting: $0.expectation, to: &$1) }
            json.name("deleted")
            json.array(deleted) { operation, json in
                json.object {
                    $0.member("path", hex: operation.path.bytes)
                    operation.expectation.write(to: &$0)
                }
            }
        }
    }
}

/// How much goes into one request: halved where the server says that it was too much, grown again by and by.
struct BatchSize: Sendable, Hashable {
    static let maximumFiles = 512
    /// A file of at most so many bytes, alone in its request, is tried this often.
    static let smallFile = 64 << 10
    static let attempts = 8
    private static let largest = 8 << 20

    /// In bytes.
    private(set) var bytes = 4 << 20
    /// What was too much the last time; sizes near it are not tried again at once.
    private var ceiling = Int.max
    private var successes = 0

    mutating func shrink(from size: Int) {
        ceiling = size
        bytes = max(1, size / 2)
        successes = 0
    }

    mutating func grow() {
        successes += 1
        // The limit was perhaps a busy moment.
        if successes % 32 == 0, ceiling < Int.max / 2 { ceiling *= 2 }
        bytes = min(bytes * 2, Self.largest, max(bytes, ceiling / 10 * 7))
    }
}

/// Random names.
enum RandomID {
    /// A version 4 UUID (RFC 9562).
    static func uuid() -> String {
        var generator = SystemRandomNumberGenerator()
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.text(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
