import Foundation
import HTTPTypes
import Hummingbird

/// A request, read in full.
struct Incoming: Sendable {
    let method: String
    /// Below `/rest/v1`, without the query.
    let path: String
    /// Decoded pairs, in order.
    let query: [(name: String, value: String)]
    let headers: HTTPFields
    let body: [UInt8]

    init(method: String, path: String, query: String, headers: HTTPFields, body: [UInt8]) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.query = query.split(whereSeparator: { $0 == "&" || $0 == ";" }).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// Reading methods run in a read-only transaction.
    var isReading: Bool { method == "GET" || method == "HEAD" }

    var wantsCount: Bool { header("Prefer")?.contains("count=exact") == true }
    var wantsObject: Bool { header("Accept")?.contains("application/vnd.pgrst.object") == true }
    var acceptsJSON: Bool {
        guard let accept = header("Accept") else { return true }
        return ["*/*", "application/json", "application/*", "application/vnd.pgrst.object"].contains {
            accept.contains($0)
        }
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    func value(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// The query as PostgREST repeats it: sorted and encoded anew.
    var canonicalQuery: String {
        query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.sorted().joined(separator: "&")
    }

    private static func decoded(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
    }

    private static func encoded(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
    }
}
