public import Foundation

/// Files of the project that tests read.
public enum ProjectFiles {
    /// The project's directory.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file of `tests/fixtures`, such as `scikit-learn/forest.json`.
    public static func fixture(_ name: String) -> URL {
        root.appending(path: "tests/fixtures/\(name)")
    }

    /// The bundled year of weather.
    public static var weatherYear: String {
        root.appending(path: "datasets/nyc_airports_2013.csv.gz").path
    }

    /// Where `make setup` puts the native libraries.
    public static var nativeLibraries: String {
        let native = ProcessInfo.processInfo.environment["DRIFTDETECTOR_NATIVE"]
        return (native ?? root.appending(path: ".native").path) + "/lib"
    }
}
