import SkillSplitEngine
import SkillSplitHost
import SkillSplitMCP

extension Workshop {
    /// What `checkout` and `compose` do, without any of what they do with `--force`.
    init(library url: SinkURL, plugins: [PluginRegistration]) {
        self.init { component, target throws(SkillSplitError) in
            let sessions = try await CheckoutSessions(url, plugins: plugins, writesLibrary: false)
            let source = try await CheckoutSource.find(component, in: sessions.library)
            var request = Deployer.Request(source: source, target: target.map { Array($0.utf8) })
            request.user = "mcp"
            let checkout = try await sessions.deployer.checkOut(request).checkout
            try await sessions.finish()
            return Written(path: checkout.target, files: checkout.files.count)
        } compose: { composition throws(SkillSplitError) in
            var references: [SectionReference] = []
            for text in composition.sections { references.append(try SectionReference(text)) }
            var request = Composer.Request(references)
            request.title = composition.title
            request.description = composition.description
            request.includesSubsections = composition.includesSubsections
            if let kind = composition.kind { request.kind = ComponentKind(rawValue: kind) }
            let session = try await LibraryOptions.open(url, plugins: plugins)
            let composer = Composer(library: session, registry: try PluginRegistry(plugins))
            let bytes = try await composer.compose(request).bytes
            try await session.finish()
            let home = Array(SettingsFile.home.utf8)
            let path = try NewFile.write(bytes, to: Array(composition.output.utf8), home: home, replaces: false)
            return Written(path: path, files: 1)
        }
    }
}
