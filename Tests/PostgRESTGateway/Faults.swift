import Synchronization

/// What goes wrong, and how often: the same for the same seed and the same order of requests.
struct FaultPlan: Sendable, Decodable {
    enum Kind: String, Sendable, Codable, CaseIterable {
        case tooMany, tooManyWithRetryAfter, unavailable, unavailableWithRetryAfter
        case internalError, badGateway, gatewayTimeout, gatewayTimeoutAfterCommit, cloudflare
        case resetBefore, resetAfterCommit, truncated, slow, serialization
    }

    /// The share of requests that fail, 0 to 1.
    var rate = 0.0
    var seed: UInt64 = 1
    var kinds: [Kind]?
    /// Bodies above this many bytes meet a statement time-out; 0 for none.
    var statementLimit = 0
    /// Bodies above this many bytes are refused with 413; 0 for none.
    var bodyLimit = 0
    var slowMilliseconds = 20

    private enum CodingKeys: CodingKey {
        case rate, seed, kinds, statementLimit, bodyLimit, slowMilliseconds
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rate = try container.decodeIfPresent(Double.self, forKey: .rate) ?? rate
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
        kinds = try container.decodeIfPresent([Kind].self, forKey: .kinds)
        statementLimit = try container.decodeIfPresent(Int.self, forKey: .statementLimit) ?? 0
        bodyLimit = try container.decodeIfPresent(Int.self, forKey: .bodyLimit) ?? 0
        slowMilliseconds = try container.decodeIfPresent(Int.self, forKey: .slowMilliseconds) ?? slowMilliseconds
    }
}

/// Decides for each request; counts them.
final class Faults: Sendable {
    private struct State {
        var plan = FaultPlan()
        var generator = SplitMix64(seed: 1)
        var requests = 0
        var faulted = 0
        var bytesIn = 0
        var bytesOut = 0
    }

    struct Count: Codable {
        let requests: Int
        let faulted: Int
        let bytesIn: Int
        let bytesOut: Int
    }

    private let state = Mutex(State())

    func start(_ plan: FaultPlan) {
        state.withLock { state in
            state = State()
            state.plan = plan
            state.generator = SplitMix64(seed: plan.seed)
        }
    }

    var count: Count {
        state.withLock {
            Count(requests: $0.requests, faulted: $0.faulted, bytesIn: $0.bytesIn, bytesOut: $0.bytesOut)
        }
    }

    func sent(_ bytes: Int) {
        state.withLock { $0.bytesOut += bytes }
    }

    /// The fault of the next request, if any.
    func next(bodySize: Int) -> (kind: FaultPlan.Kind?, answer: Answer?, plan: FaultPlan) {
        state.withLock { state in
            state.requests += 1
            state.bytesIn += bodySize
            let plan = state.plan
            if plan.bodyLimit > 0, bodySize > plan.bodyLimit {
                state.faulted += 1
                return (nil, Answer(413, headers: [("Content-Type", "text/html")], body: Array("<html>".utf8)), plan)
            }
            if plan.statementLimit > 0, bodySize > plan.statementLimit {
                state.faulted += 1
                let failure = Failure(500, "57014", "canceling statement due to statement timeout")
                return (nil, failure.answer, plan)
            }
            guard plan.rate > 0, state.generator.unit() < plan.rate else { return (nil, nil, plan) }
            let kinds = plan.kinds ?? FaultPlan.Kind.allCases
            state.faulted += 1
            return (kinds[Int(state.generator.next() % UInt64(kinds.count))], nil, plan)
        }
    }
}

/// The generator of Steele, Lea and Flood: small, and the same everywhere.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// From 0 up to, not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) / Double(UInt64(1) << 53)
    }
}
