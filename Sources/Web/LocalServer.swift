public import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
public import SkillSplitHost
import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A server for the people and programs of this machine.
///
/// It listens on the loopback address unless told otherwise, answers only requests that ``RequestCheck`` lets through, and
/// ends on SIGINT and SIGTERM once open requests are answered.
public struct LocalServer: Sendable {
    /// Open requests have so long to end once the server is told to; streams are cut off then.
    private static let patience = Duration.seconds(3)

    private let host: String
    private let port: Int
    private let check: RequestCheck

    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 takes one that is free.
    ///   - allowedHosts: Names besides `localhost` that requests may ask for, such as that of a proxy.
    public init(host: String = "127.0.0.1", port: Int, allowedHosts: [String] = []) {
        self.host = host
        self.port = port
        check = RequestCheck(allowedHosts: allowedHosts)
    }

    /// Answers requests until a signal ends the process' work.
    ///
    /// - Parameters:
    ///   - addRoutes: Adds what answers, behind the check.
    ///   - started: Called with the server's URL once it listens.
    /// - Throws: ``SkillSplitError`` with the code `busy` where the port is taken, `network` where it cannot listen.
    public func run(
        _ addRoutes: (Router<BasicRequestContext>) -> Void,
        started: @escaping @Sendable (_ url: String) -> Void
    ) async throws(SkillSplitError) {
        let logger = Logger(label: "skill-split") { _ in SwiftLogNoOpLogHandler() }
        let host = host
        let router = Router()
        router.add(middleware: check)
        addRoutes(router)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                let name = host.contains(":") ? "[\(host)]" : host
                started("http://\(name):\(channel.localAddress?.port ?? 0)/")
            },
            logger: logger
        )
        var configuration = ServiceGroupConfiguration(
            services: [application],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = Self.patience
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // A stream that did not end by itself was cut off.
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> SkillSplitError {
        let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
        return SkillSplitError(
            isTaken ? .busy : .network,
            isTaken ? "port \(port) of \(host) is taken" : "cannot listen on port \(port) of \(host)",
            remedy: "Stop what uses it, or choose another with --port; --port 0 takes one that is free.",
            cause: isTaken ? nil : "\(error)"
        )
    }
}
