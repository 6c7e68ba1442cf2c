// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func room(_ name: String) -> Target.Dependency { .product(name: name, package: "driftdetector") }

/// The benchmarks of one room, in `Benchmarks/<name>Benchmarks`.
func benchmarks(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: "\(name)Benchmarks",
        dependencies: [room(name), .product(name: "Benchmark", package: "benchmark")] + dependencies,
        path: "Benchmarks/\(name)Benchmarks", swiftSettings: strict,
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "driftdetector-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "driftdetector", path: ".."),
        // Without its default traits, which replace malloc: what is measured is the allocator that runs in service.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(
            name: "BenchmarkSupport", dependencies: [room("Readings"), room("Features"), room("Learning")],
            swiftSettings: strict),
        benchmarks(of: "Features", ["BenchmarkSupport", room("Readings")]),
        benchmarks(of: "Learning", ["BenchmarkSupport", room("Readings"), room("Features")]),
        benchmarks(of: "JSON"),
        .executableTarget(
            name: "PeerBench",
            dependencies: [
                "BenchmarkSupport", room("Readings"), room("Features"), room("Learning"), room("ONNX"),
                room("Registry"), room("Ingestion"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "FeatureBench", dependencies: ["BenchmarkSupport", room("Readings"), room("Features")],
            swiftSettings: strict),
        .executableTarget(
            name: "ForestBench",
            dependencies: ["BenchmarkSupport", room("Features"), room("Learning"), room("ONNX"), room("Registry")],
            swiftSettings: strict),
        .executableTarget(
            name: "TrainingBench",
            dependencies: [
                "BenchmarkSupport", room("Readings"), room("Features"), room("Learning"), room("Pipeline"),
                room("XGBoost"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "DriftBench", dependencies: ["BenchmarkSupport", room("Drift"), room("Pipeline")],
            swiftSettings: strict),
        .executableTarget(
            name: "RetrievalBench",
            dependencies: [
                "BenchmarkSupport", room("Readings"), room("Features"), room("FeatureStore"), room("Redis"),
            ], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
