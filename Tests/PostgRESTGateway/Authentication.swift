import Crypto
import Foundation

/// The keys of the project, and who a request is.
struct Authentication: Sendable {
    /// A request's claims as JSON, and the role that they name.
    struct Identity: Sendable {
        let role: String
        let claims: String
    }

    let secret: String
    let publishableKey: String
    let secretKey: String

    var anonKey: String { token(#"{"iss":"postgrest-cases","role":"anon","exp":4102444800}"#) }
    var serviceKey: String { token(#"{"iss":"postgrest-cases","role":"service_role","exp":4102444800}"#) }

    /// What the management API takes.
    let accessToken = "sbp_" + String(repeating: "gateway", count: 6)

    /// A signed token with these claims.
    func token(_ claims: String) -> String {
        let head = Self.base64URL(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let text = "\(head).\(Self.base64URL(Array(claims.utf8)))"
        return "\(text).\(Self.base64URL(Array(signature(of: text))))"
    }

    /// The API gateway's part: which token a request carries on to PostgREST.
    ///
    /// - Returns: The token; `nil` for none.
    /// - Throws: The answer of the gateway where it refuses the key.
    func token(apikey: String?, authorization: String?) throws(GatewayRefusal) -> String? {
        guard let apikey else {
            throw GatewayRefusal(
                "No API key found in request",
                hint: "No `apikey` request header or url param was found."
            )
        }
        let keys = [anonKey: anonKey, serviceKey: serviceKey, publishableKey: anonKey, secretKey: serviceKey]
        guard let own = keys[apikey] else {
            throw GatewayRefusal(
                "Invalid API key",
                hint: "Double check your Supabase `anon` or `service_role` API key."
            )
        }
        guard let authorization else { return own }
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].lowercased() == "bearer" else { return nil }
        let token = parts.count > 1 ? String(parts[1]) : ""
        return token.hasPrefix("sb_") ? own : token
    }

    /// PostgREST's part: who the token names.
    func identity(_ token: String?) throws(Failure) -> Identity {
        guard let token else { return Identity(role: "anon", claims: #"{"role":"anon"}"#) }
        guard !token.isEmpty else {
            throw .token("PGRST301", "Empty JWT is sent in Authorization header")
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw .token("PGRST301", "Expected 3 parts in JWT; got \(parts.count)") }
        guard let head = Self.object(parts[0]), let algorithm = head["alg"] as? String else {
            throw .token("PGRST301", "JWT cryptographic operation failed")
        }
        guard algorithm != "none" else {
            throw .token(
                "PGRST301",
                "Wrong or unsupported encoding algorithm",
                details: "JWT is unsecured but expected 'alg' was not 'none'"
            )
        }
        guard algorithm == "HS256" else {
            throw .token(
                "PGRST301",
                "No suitable key or wrong key type",
                details: "No suitable key was found to decode the JWT"
            )
        }
        guard let given = Self.data(parts[2]), given == Data(signature(of: "\(parts[0]).\(parts[1])")),
            let claims = Self.object(parts[1]), let text = Self.data(parts[1])
        else {
            throw .token(
                "PGRST301",
                "No suitable key or wrong key type",
                details: "None of the keys was able to decode the JWT"
            )
        }
        try checkTimes(claims)
        guard let role = claims["role"] as? String else {
            var whole = claims
            whole["role"] = "anon"
            let data = (try? JSONSerialization.data(withJSONObject: whole)) ?? Data()
            return Identity(role: "anon", claims: String(decoding: data, as: UTF8.self))
        }
        return Identity(role: role, claims: String(decoding: text, as: UTF8.self))
    }

    private func checkTimes(_ claims: [String: Any]) throws(Failure) {
        let now = Date().timeIntervalSince1970
        for name in ["exp", "nbf", "iat"] where claims[name] != nil && !(claims[name] is NSNumber) {
            throw .token("PGRST303", "The JWT '\(name)' claim must be a number")
        }
        func time(_ name: String) -> Double? { (claims[name] as? NSNumber)?.doubleValue }
        if let end = time("exp"), end + 30 < now { throw .token("PGRST303", "JWT expired") }
        if let start = time("nbf"), start - 30 > now { throw .token("PGRST303", "JWT not yet valid") }
        if let issued = time("iat"), issued - 30 > now { throw .token("PGRST303", "JWT issued at future") }
    }

    private func signature(of text: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func data(_ text: String) -> Data? {
        var text = text.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: text)
    }

    private static func object(_ part: String) -> [String: Any]? {
        data(part).flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
    }
}

/// An answer of the gateway that PostgREST never sees.
struct GatewayRefusal: Error {
    let answer: Answer

    init(_ message: String, hint: String) {
        answer = .gateway(401, message, hint: hint)
    }
}
