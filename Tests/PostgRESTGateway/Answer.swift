import Foundation
import HTTPTypes
import Hummingbird

/// An HTTP answer before it is sent.
struct Answer: Sendable {
    var status: Int
    /// The reason phrase where it is not the standard one.
    var reason: String?
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(_ status: Int, reason: String? = nil, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
    }

    static let json = ("Content-Type", "application/json; charset=utf-8")

    /// An answer of the API gateway in front of PostgREST.
    static func gateway(_ status: Int, _ message: String, hint: String? = nil) -> Answer {
        let hint = hint.map { ",\"hint\":\(JSONText.quoted($0))" } ?? ""
        return Answer(
            status,
            headers: [("Content-Type", "application/json")],
            body: Array("{\"message\":\(JSONText.quoted(message))\(hint)}".utf8)
        )
    }

    var response: Response {
        var fields = HTTPFields()
        for header in headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        let status = HTTPResponse.Status(code: status, reasonPhrase: reason ?? Self.phrases[status] ?? "")
        // A status without content must not say how long it is.
        guard self.status != 204 else { return Response(status: status, headers: fields) }
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private static let phrases = [
        200: "OK", 204: "No Content", 206: "Partial Content", 300: "Multiple Choices", 400: "Bad Request",
        401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
        408: "Request Timeout", 409: "Conflict", 413: "Request Entity Too Large",
        415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable", 418: "I'm a Teapot",
        422: "Unprocessable Entity", 425: "Too Early", 429: "Too Many Requests", 500: "Internal Server Error",
        502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out",
    ]
}

/// JSON texts that are put together by hand, so that keys keep their order.
enum JSONText {
    static func quoted(_ text: String) -> String {
        let data = (try? JSONSerialization.data(withJSONObject: [text], options: [.withoutEscapingSlashes])) ?? Data()
        return String(decoding: data.dropFirst().dropLast(), as: UTF8.self)
    }

    static func optional(_ text: String?) -> String {
        text.map(quoted) ?? "null"
    }
}
