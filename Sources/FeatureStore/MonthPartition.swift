import Foundation
import Readings

/// A calendar month as folder names that pandas, Spark and DuckDB read as columns: `year=2026/month=11`.
struct MonthPartition: Hashable, Comparable, Sendable {
    let year: Int
    let month: Int

    init(of moment: Timestamp) {
        let date = moment.date
        year = date.year
        month = date.month
    }

    /// Nil for folders that are not `year=…/month=…`.
    init?(yearFolder: String, monthFolder: String) {
        guard yearFolder.hasPrefix("year="), monthFolder.hasPrefix("month="),
            let year = Int(yearFolder.dropFirst(5)), let month = Int(monthFolder.dropFirst(6)), (1...12).contains(month)
        else { return nil }
        self.year = year
        self.month = month
    }

    var path: String { "year=\(year)/month=\(month < 10 ? "0" : "")\(month)" }

    static func < (left: MonthPartition, right: MonthPartition) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// The months below a directory, oldest first; none when there is no such directory.
    static func all(below directory: String) throws(FeatureStoreError) -> [MonthPartition] {
        var months: [MonthPartition] = []
        for year in try folders(in: directory) {
            for month in try folders(in: "\(directory)/\(year)") {
                if let partition = MonthPartition(yearFolder: year, monthFolder: month) { months.append(partition) }
            }
        }
        return months.sorted()
    }

    private static func folders(in directory: String) throws(FeatureStoreError) -> [String] {
        guard FileManager.default.fileExists(atPath: directory) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw FeatureStoreError(subject: directory, reason: .directory("cannot be listed: \(error)"))
        }
    }
}
