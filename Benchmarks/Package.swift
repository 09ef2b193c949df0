// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "skill-split-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "skill-split", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                "CMarkdownReference",
                .product(name: "SkillSplitFormats", package: "skill-split"),
                .product(name: "SkillSplitHost", package: "skill-split"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Bench"
        ),
        .systemLibrary(
            name: "CMarkdownReference",
            path: "Sources/CMarkdownReference",
            pkgConfig: "md4c",
            providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .executable {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
