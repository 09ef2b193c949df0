// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "acme-ini",
    platforms: [.macOS(.v15)],
    dependencies: [
        // The name is needed: without it the package would be called like its folder.
        .package(name: "skill-split", path: "..")
    ],
    targets: [
        .target(name: "AcmeINI", dependencies: [.product(name: "SkillSplitHost", package: "skill-split")]),
        .executableTarget(
            name: "skill-split-ini",
            dependencies: [
                "AcmeINI",
                .product(name: "SkillSplitHost", package: "skill-split"),
                .product(name: "SkillSplitBuiltIn", package: "skill-split"),
                .product(name: "SkillSplitCommandLine", package: "skill-split"),
            ]
        ),
        .testTarget(
            name: "AcmeINITests",
            dependencies: [
                "AcmeINI",
                .product(name: "SkillSplitHost", package: "skill-split"),
                .product(name: "SkillSplitTesting", package: "skill-split"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
