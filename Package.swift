// swift-tools-version: 6.2
import PackageDescription

// The native libraries that `make setup` unpacks. The search paths are given here, so that a plain `swift build`
// finds them and a built program needs no LD_LIBRARY_PATH.
let native = Context.environment["DRIFTDETECTOR_NATIVE"] ?? "\(Context.packageDirectory)/.native"

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// A library target of `Sources/<name>`, in the project's language settings.
func room(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The unit tests of one room, in `tests/unit/<name>Tests`.
func unitTests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        path: "tests/unit/\(name)Tests", swiftSettings: strict)
}

let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "driftdetector",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "driftdetector", targets: ["driftdetector"])]
        // What the benchmarks import.
        + [
            "JSON", "Readings", "Features", "Learning", "Drift", "ONNX", "XGBoost", "Redis", "FeatureStore", "Registry",
            "Pipeline",
            "Ingestion", "Serving",
        ].map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Floor 0: each speaks one outside format and knows nothing of the others.
        .target(
            name: "CParquet", cxxSettings: [.unsafeFlags(["-I\(native)/include"])],
            linkerSettings: [
                .unsafeFlags([
                    "-L\(native)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(native)/lib", "-Xlinker", "-rpath",
                    "-Xlinker", "$ORIGIN/../lib",
                ]), .linkedLibrary("parquet"), .linkedLibrary("arrow"),
            ]),
        room("Parquet", ["CParquet"]),
        .target(name: "CONNXRuntime"),
        room("ONNX", ["CONNXRuntime", protobuf], exclude: ["Generated/onnx.proto"]),
        room("Prometheus", [coreMetrics]),
        room("JSON", []),
        .target(name: "CMQTT", linkerSettings: [.linkedLibrary("mosquitto")]),
        room("MQTT", ["CMQTT"]),
        room("Redis", [nioCore, nioPosix, nioSSL]),
        .target(name: "CXGBoost"),
        room("XGBoost", ["CXGBoost"]),

        // Floor 1: pure; sideways only Readings → Feeds, and Readings → Features → Learning.
        room("Readings", ["JSON", real]),
        room("Feeds", ["JSON", "Readings", real]),
        room("Features", ["Readings", real]),
        room("Learning", ["Readings", "Features", real]),
        room("Drift", [real]),

        // Floor 2: they remember.
        room("FeatureStore", ["Readings", "Features", "Parquet", "Redis", logging, metrics, serviceLifecycle]),
        room("Ledger", ["Readings", grdb]),
        room("Registry", ["Readings", "Features", "Learning", "Drift", "ONNX", "Parquet", crypto]),

        // Floor 3: they run.
        room(
            "Serving",
            [
                "JSON", "Readings", "Features", "Learning", "FeatureStore", "Ledger", "Registry", hummingbird, logging,
                metrics, nioCore,
            ]),
        room(
            "Pipeline",
            [
                "JSON", "Readings", "Features", "Learning", "Drift", "FeatureStore", "Ledger", "Registry", "Parquet",
                "ONNX", "XGBoost", asyncHTTPClient, crypto, logging, metrics, mustache, nioCore, nioHTTP1,
                serviceLifecycle,
            ]),
        room(
            "Ingestion",
            [
                "JSON", "MQTT", "Parquet", "Readings", "Feeds", "FeatureStore", "Ledger", asyncHTTPClient, logging,
                metrics, nioCore, nioHTTP1, nioPosix, serviceLifecycle,
            ]),
        room(
            "Simulation", ["JSON", "Readings", "Feeds", "Learning", hummingbird, logging, real]),
        // Floor 4: the door, where everything meets.
        .executableTarget(
            name: "driftdetector",
            dependencies: [
                "JSON", "MQTT", "Readings", "Feeds", "Features", "Learning", "Drift", "Parquet", "ONNX", "Prometheus",
                "FeatureStore", "Ledger", "Registry", "Serving", "Pipeline", "Ingestion", "Simulation", "Redis",
                "XGBoost",
                argumentParser, asyncHTTPClient, configuration, coreMetrics, logging, metrics, nioCore, nioSSL,
                serviceLifecycle, unixSignals, yams,
            ], swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: [nioCore, nioPosix], path: "tests/support", swiftSettings: strict),
        unitTests(of: "JSON"),
        unitTests(of: "MQTT"),
        unitTests(of: "Redis", [nioCore, nioPosix]),
        unitTests(of: "Feeds", ["JSON", "Readings"]),
        unitTests(of: "Ledger", ["Readings"]),
        unitTests(
            of: "Ingestion",
            ["JSON", "MQTT", "Readings", "Feeds", "FeatureStore", "Ledger", "Parquet", logging, serviceLifecycle]),
        unitTests(of: "Simulation", ["Readings", "Feeds", hummingbird, hummingbirdTesting, logging]),
        unitTests(of: "Parquet"),
        unitTests(of: "ONNX"),
        unitTests(of: "XGBoost"),
        unitTests(of: "Prometheus", [coreMetrics, metrics]),
        unitTests(of: "Readings", ["JSON"]),
        unitTests(of: "Features", ["Readings", "Parquet", "Ingestion"]),
        unitTests(of: "Drift"),
        unitTests(of: "Learning", ["Readings", "Features", "Ingestion", "Pipeline"]),
        unitTests(
            of: "FeatureStore",
            [
                "Readings", "Features", "Parquet", "Redis", "Ingestion", "Simulation", logging, metrics, nioCore,
                nioPosix,
            ]),
        unitTests(of: "Registry", ["Readings", "Features", "Learning", "Drift", "ONNX"]),
        unitTests(
            of: "Pipeline",
            [
                "Ingestion", "Simulation", "XGBoost", "Prometheus", "JSON", "Ledger",
                "Readings", "Features", "Learning", "Drift", "FeatureStore", "Registry", "Parquet", "ONNX",
                asyncHTTPClient, hummingbird, logging, metrics, nioCore, serviceLifecycle,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "driftdetector", "TestSupport", "MQTT", "Readings", "FeatureStore", "Ledger", "Registry", "Parquet",
                hummingbirdTesting, nioCore,
            ],
            path: "tests/integration", swiftSettings: strict),
        unitTests(
            of: "Serving",
            [
                "JSON", "Readings", "Features", "Learning", "FeatureStore", "Ledger", "Registry", "Prometheus", "ONNX",
                hummingbird, hummingbirdTesting, logging, metrics, nioCore, nioPosix,
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
