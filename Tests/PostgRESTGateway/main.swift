import Foundation
import Hummingbird
import NIOCore

// Settings come from the environment: GATEWAY_SERVER (how libpq reaches it), GATEWAY_DATABASE, GATEWAY_JWT_SECRET, GATEWAY_MAX_ROWS,
// GATEWAY_PORT (0 for any), GATEWAY_ANNOUNCE (a file that gets the address and the keys when the server runs).

let environment = ProcessInfo.processInfo.environment
let authentication = Authentication(
    secret: environment["GATEWAY_JWT_SECRET"] ?? "a secret of the test gateway, used nowhere else",
    publishableKey: environment["GATEWAY_PUBLISHABLE_KEY"] ?? "sb_publishable_gateway_0000000000",
    secretKey: environment["GATEWAY_SECRET_KEY"] ?? "sb_secret_gateway_0000000000000000"
)
let gateway = Gateway(
    authentication: authentication,
    projects: Projects(
        address: environment["GATEWAY_SERVER"] ?? "",
        database: environment["GATEWAY_DATABASE"] ?? "postgres",
        maxRows: environment["GATEWAY_MAX_ROWS"].flatMap { Int($0) } ?? 1000
    )
)
let announcement = environment["GATEWAY_ANNOUNCE"]
let application = Application(
    responder: gateway,
    configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: environment["GATEWAY_PORT"].flatMap { Int($0) } ?? 0)
    ),
    onServerRunning: { channel in
        let lines = [
            "url=http://127.0.0.1:\(channel.localAddress?.port ?? 0)",
            "anon=\(authentication.anonKey)", "service=\(authentication.serviceKey)",
            "access_token=\(authentication.accessToken)", "publishable=\(authentication.publishableKey)",
            "secret=\(authentication.secretKey)",
            "reader=\(authentication.token(#"{"role":"authenticated","app_metadata":{"skill_split":"reader"}}"#))",
            "writer=\(authentication.token(#"{"role":"authenticated","app_metadata":{"skill_split":"writer"}}"#))",
        ]
        let text = lines.joined(separator: "\n") + "\n"
        if let announcement {
            try? text.write(toFile: announcement, atomically: true, encoding: .utf8)
        } else {
            print(text)
        }
    }
)
try await application.runService()
