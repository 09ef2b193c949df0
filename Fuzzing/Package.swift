// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as everything in it, and the splitters that it depends on, is built with sanitizers.
let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "skill-split", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [
                .product(name: "SkillSplitHost", package: "skill-split"),
                .product(name: "SkillSplitFormats", package: "skill-split"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
