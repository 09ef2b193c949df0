import ArgumentParser
public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The command line, for an executable of one statement: `await SkillSplit.main(plugins: builtInPlugins)`.
public enum SkillSplit {
    /// The plugins of this run; a task-local value because commands are decoded and cannot be given anything.
    @TaskLocal static var plugins: [PluginRegistration] = []

    /// Runs the command that `arguments` name, the process's own by default, and exits with its status.
    public static func main(plugins: [PluginRegistration], arguments: [String]? = nil) async {
        var status = await $plugins.withValue(plugins) { await run(arguments) }
        if let failure = Output.failure {
            Output.report(failure)
            status = .failure
        }
        exit(status.rawValue)
    }

    private static func run(_ arguments: [String]?) async -> ExitStatus {
        do {
            if let call = DirectCall(arguments ?? Array(CommandLine.arguments.dropFirst())) {
                try await call.run()
                return .success
            }
            var command = try parse(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .success
        } catch let status as ExitStatus {
            return status
        } catch let error as SkillSplitError {
            Output.report(error)
            return error.code == .usage ? .usage : .failure
        } catch {
            return report(error)
        }
    }

    /// The command that `arguments` name, the process's own by default.
    static func parse(_ arguments: [String]?) throws -> any ParsableCommand {
        try RootCommand.parseAsRoot(arguments)
    }

    /// Help, version and mistakes in the arguments.
    private static func report(_ error: any Error) -> ExitStatus {
        let message = RootCommand.fullMessage(for: error)
        guard RootCommand.exitCode(for: error) != .success else {
            Output.line(message)
            return .success
        }
        Output.note(message)
        return .usage
    }
}
