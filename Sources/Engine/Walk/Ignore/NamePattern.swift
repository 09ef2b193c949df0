/// A glob for one segment of a path, in the cheapest form that says it.
enum NamePattern: Sendable, Hashable {
    case literal([UInt8])
    case prefix([UInt8])
    case suffix([UInt8])
    case anything
    case tokens([GlobToken])

    /// - Parameter tokens: Of one segment: no slashes, no folders.
    init(_ tokens: ArraySlice<GlobToken>) {
        let inner = tokens.filter { $0 != .star }
        let literal = Self.bytes(of: inner)
        if let literal, inner.count == tokens.count {
            self = .literal(literal)
        } else if inner.isEmpty {
            self = .anything
        } else if let literal, inner.count + 1 == tokens.count, tokens.first == .star {
            self = .suffix(literal)
        } else if let literal, inner.count + 1 == tokens.count, tokens.dropFirst(inner.count).first == .star {
            self = .prefix(literal)
        } else {
            self = .tokens(Array(tokens))
        }
    }

    private static func bytes(of tokens: [GlobToken]) -> [UInt8]? {
        var bytes: [UInt8] = []
        for token in tokens {
            guard case .byte(let byte) = token else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// Whether the glob matches all of `name`; at most proportional to the product of both lengths.
    func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .literal(let bytes): bytes.count == name.count && name.hasPrefix(bytes)
        case .prefix(let bytes): name.hasPrefix(bytes)
        case .suffix(let bytes): name.hasSuffix(bytes)
        case .anything: true
        case .tokens(let tokens): Self.matches(tokens, name)
        }
    }

    /// Goes back to the last star only: an earlier one could not match more.
    private static func matches(_ tokens: [GlobToken], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var token = 0
        var position = 0
        var retry: (token: Int, position: Int)?
        while true {
            if token == tokens.count {
                if position == name.count { return true }
            } else if tokens[token] == .star {
                token += 1
                retry = (token, position)
                continue
            } else if position < name.count, tokens[token].accepts(name[position]) {
                token += 1
                position += 1
                continue
            }
            guard let last = retry, last.position < name.count else { return false }
            retry = (last.token, last.position + 1)
            token = last.token
            position = last.position + 1
        }
    }
}

extension GlobToken {
    fileprivate func accepts(_ byte: UInt8) -> Bool {
        switch self {
        case .byte(let wanted): wanted == byte
        case .any: true
        case .set(let set): set.contains(byte)
        case .star, .folders, .slash: false
        }
    }
}
