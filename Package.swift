// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "skill-split",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "skill-split", targets: ["skill-split"]),
        .library(name: "SkillSplitHost", targets: ["SkillSplitHost"]),
        .library(name: "SkillSplitEngine", targets: ["SkillSplitEngine"]),
        .library(name: "SkillSplitFormats", targets: ["SkillSplitFormats"]),
        .library(name: "SkillSplitBuiltIn", targets: ["SkillSplitBuiltIn"]),
        .library(name: "SkillSplitMCP", targets: ["SkillSplitMCP"]),
        .library(name: "SkillSplitCommandLine", targets: ["SkillSplitCommandLine"]),
        .library(name: "SkillSplitTesting", targets: ["SkillSplitTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // The contract: no dependencies, so that everything may depend on it.
        .target(name: "SkillSplitHost", path: "Sources/Host"),
        .target(
            name: "SkillSplitEngine",
            dependencies: ["SkillSplitHost", .product(name: "Crypto", package: "swift-crypto")],
            path: "Sources/Engine"
        ),

        // Plugins: they see the contract, never the engine.
        .target(
            name: "SkillSplitFormats",
            dependencies: ["SkillSplitHost", .product(name: "Yams", package: "Yams")],
            path: "Sources/Plugins/Formats"
        ),
        .target(
            name: "SkillSplitParsers",
            dependencies: ["SkillSplitHost", "SkillSplitFormats"],
            path: "Sources/Plugins/Parsers"
        ),
        .target(
            name: "SkillSplitSQLite",
            dependencies: [
                "SkillSplitHost", "SkillSplitMigrations", "CSQLite", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/Plugins/SQLite"
        ),
        .target(
            name: "SkillSplitSupabase",
            dependencies: [
                "SkillSplitHost", "SkillSplitMigrations", "CCurl", "CLibPQ",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/Plugins/Supabase"
        ),
        .target(
            name: "SkillSplitFilesystem",
            dependencies: ["SkillSplitHost", .product(name: "Crypto", package: "swift-crypto")],
            path: "Sources/Plugins/Filesystem"
        ),
        .target(
            name: "SkillSplitHTML",
            dependencies: [
                "SkillSplitHost", "SkillSplitFormats", "CDeflate", "CLibXML2", "CMD4C",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            path: "Sources/Plugins/HTML",
            resources: [.embedInCode("Templates"), .embedInCode("Assets")]
        ),
        .target(
            name: "SkillSplitBuiltIn",
            dependencies: [
                "SkillSplitHost", "SkillSplitParsers", "SkillSplitSQLite", "SkillSplitFilesystem", "SkillSplitHTML",
                "SkillSplitSupabase",
            ],
            path: "Sources/Plugins/BuiltIn"
        ),
        .target(
            name: "SkillSplitMigrations",
            path: "migrations",
            resources: [.embedInCode("sqlite"), .embedInCode("supabase")]
        ),
        .systemLibrary(
            name: "CSQLite",
            path: "Sources/Plugins/CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
        ),
        .target(name: "CLibPQ", path: "Sources/Plugins/CLibPQ"),
        .target(name: "CCurl", path: "Sources/Plugins/CCurl"),
        .systemLibrary(
            name: "CZlib",
            path: "Sources/Plugins/CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .systemLibrary(
            name: "CDeflate",
            path: "Sources/Plugins/CDeflate",
            pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]
        ),
        .systemLibrary(
            name: "CMD4C",
            path: "Sources/Plugins/CMD4C",
            pkgConfig: "md4c",
            providers: [.apt(["libmd4c-dev", "libmd4c-html0-dev"]), .brew(["md4c"])]
        ),
        .systemLibrary(
            name: "CLibXML2",
            path: "Sources/Plugins/CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),

        // A server on the loopback address: for the pages of a library, and for MCP.
        .target(
            name: "SkillSplitWeb",
            dependencies: [
                "SkillSplitHost", "SkillSplitMCP",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Web"
        ),
        // The door for agents: the Model Context Protocol over any library.
        .target(name: "SkillSplitMCP", dependencies: ["SkillSplitHost", "SkillSplitEngine"], path: "Sources/MCP"),

        // The command line: a library, and an executable of one statement.
        .target(
            name: "SkillSplitCommandLine",
            dependencies: [
                "SkillSplitHost", "SkillSplitEngine", "SkillSplitMCP", "SkillSplitWeb",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Sources/CLI/CommandLine"
        ),
        .executableTarget(
            name: "skill-split",
            dependencies: ["SkillSplitCommandLine", "SkillSplitBuiltIn"],
            path: "Sources/CLI/Executable"
        ),

        // The conformance kit for plugin authors, and the tests.
        .target(
            name: "SkillSplitTesting",
            dependencies: ["SkillSplitHost", .product(name: "Crypto", package: "swift-crypto")],
            path: "Tests/SkillSplitTesting"
        ),
        // The command line with a parser that crashes and hangs, for tests of what becomes of the other files.
        .executableTarget(
            name: "skill-split-faulty",
            dependencies: ["SkillSplitHost", "SkillSplitCommandLine", "SkillSplitBuiltIn"],
            path: "Tests/FaultyParser"
        ),
        .executableTarget(
            name: "migration-probe",
            dependencies: ["SkillSplitHost", "SkillSplitMigrations", "SkillSplitSQLite"],
            path: "Tests/MigrationProbe"
        ),
        .testTarget(name: "HostTests", dependencies: ["SkillSplitHost"]),
        .testTarget(
            name: "FormatsTests",
            dependencies: [
                "SkillSplitHost", "SkillSplitFormats", "SkillSplitTesting", "CMD4C",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .testTarget(
            name: "ParsersTests",
            dependencies: ["SkillSplitHost", "SkillSplitParsers", "SkillSplitBuiltIn", "SkillSplitTesting"]
        ),
        .testTarget(
            name: "SQLiteTests",
            dependencies: ["SkillSplitHost", "SkillSplitSQLite", "SkillSplitTesting", "CSQLite"]
        ),
        .testTarget(
            name: "SupabaseTests",
            dependencies: [
                "SkillSplitHost", "SkillSplitEngine", "SkillSplitSupabase", "SkillSplitTesting",
            ]
        ),
        .testTarget(
            name: "FilesystemTests",
            dependencies: ["SkillSplitHost", "SkillSplitFilesystem", "SkillSplitTesting"]
        ),
        .testTarget(
            name: "HTMLTests",
            dependencies: ["SkillSplitHost", "SkillSplitHTML", "SkillSplitParsers", "SkillSplitTesting", "CLibXML2"]
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "SkillSplitHost", "SkillSplitWeb",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "SkillSplitHost", "SkillSplitEngine", "SkillSplitTesting",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .testTarget(
            name: "HostileTests",
            dependencies: ["SkillSplitHost", "SkillSplitEngine", "SkillSplitBuiltIn", "SkillSplitTesting"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "MCPTests",
            dependencies: ["SkillSplitHost", "SkillSplitMCP", "SkillSplitSQLite", "SkillSplitTesting"]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "SkillSplitHost", "SkillSplitCommandLine", "SkillSplitBuiltIn", "SkillSplitEngine", "SkillSplitSQLite",
                "SkillSplitTesting",
            ]
        ),

        // A stand-in for PostgREST before a real PostgreSQL; tests only.
        .executableTarget(
            name: "PostgRESTGateway",
            dependencies: [
                "CLibPQ", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Tests/PostgRESTGateway",
            exclude: ["replayed-cases.txt"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

let languageC = ["CLibPQ", "CCurl"]
for target in package.targets
where [.regular, .executable, .test].contains(target.type) && !languageC.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
