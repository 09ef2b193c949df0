import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Every component of a tree is deployed and compared with the tree.
///
/// The tree is `examples/library`, or the folder that `SKILL_SPLIT_CORPUS` names.
@Suite struct CorpusCheckoutTests {
    @Test func everyComponentIsDeployedAsItWas() async throws {
        let fixture = try DeployFixture()
        let root = ProcessInfo.processInfo.environment["SKILL_SPLIT_CORPUS"] ?? BuiltProgram.examples
        try await fixture.ingest(root, collection: "corpus")
        var components: Set<DocumentPath> = []
        var files: [StoredFile] = []
        try await fixture.withLibrary { library, _ in
            try await LibraryReader(library).forEachFile { file throws(SkillSplitError) in
                files.append(file)
                components.insert(file.component?.root ?? file.path)
            }
        }
        var deployed = 0
        for (number, path) in components.sorted().enumerated() {
            let target = fixture.target("\(number)")
            let outcome = try await fixture.withLibrary { library, deployer in
                try await deployer.checkOut(
                    Deployer.Request(source: CheckoutSource(path: path), target: Array(target.utf8))
                )
            }
            let original = root + "/" + path.description.dropFirst("corpus/".count)
            #expect(outcome.checkout.files.count == files.count { $0.path.isInside(path) })
            for file in outcome.checkout.files {
                let relative = String(decoding: file.relativePath, as: UTF8.self)
                let ends = relative.isEmpty ? "" : "/" + relative
                #expect(try entry(target + ends) == entry(original + ends), "\(path)\(ends)")
                deployed += 1
            }
        }
        print("\(components.count) components, \(deployed) files deployed and compared")
        #expect(deployed >= files.count)
        #expect(try await fixture.states().allSatisfy { $0 == .clean })
    }

    /// The mode, link and bytes of one file.
    private func entry(_ path: String) throws -> String {
        if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) { return "-> \(target)" }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return "\(String(mode & 0o777, radix: 8)) \(bytes.base64EncodedString())"
    }
}
