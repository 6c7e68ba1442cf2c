import Foundation
import Readings

/// A calendar month as folder names that pandas, Spark and DuckDB read as columns: `year=2026/month=11`.
struct MonthPartition: Hashable, Comparable, Sendable {
    let year: Int
    let month: Int

    init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

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

    /// Nil for texts other than `2026-11`.
    init?(period: some StringProtocol) {
        let parts = period.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month) else {
            return nil
        }
        self.year = year
        self.month = month
    }

    var path: String { "year=\(year)/month=\(twoDigits)" }

    /// `2026-11`, for files whose columns already have a `month`.
    var period: String { "\(year)-\(twoDigits)" }

    private var twoDigits: String { "\(month < 10 ? "0" : "")\(month)" }

    static func < (left: MonthPartition, right: MonthPartition) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// The months below a directory, oldest first; none when there is no such directory.
    static func all(below directory: String) throws(FeatureStoreError) -> [MonthPartition] {
        var months: [MonthPartition] = []
        for year in try entries(of: directory) where year.hasPrefix("year=") {
            for month in try entries(of: "\(directory)/\(year)") {
                if let partition = MonthPartition(yearFolder: year, monthFolder: month) { months.append(partition) }
            }
        }
        return months.sorted()
    }

    /// The months that have a file `2026-11.parquet` in a directory, oldest first.
    static func all(inFilesOf directory: String) throws(FeatureStoreError) -> [MonthPartition] {
        try entries(of: directory).compactMap { name in
            name.hasSuffix(".parquet") ? MonthPartition(period: name.dropLast(8)) : nil
        }.sorted()
    }

    private static func entries(of directory: String) throws(FeatureStoreError) -> [String] {
        guard FileManager.default.fileExists(atPath: directory) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw FeatureStoreError(subject: directory, reason: .directory("cannot be listed: \(error)"))
        }
    }
}
