import Foundation
import Ingestion
import Parquet
import Readings
import Testing
import TestSupport

struct ReadingFileTests {
    private static let header = "machine_id,observed_at,temperature,pressure,humidity,wind_speed\n"

    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func read(
        _ path: String, station: String? = nil, names: [String: String] = [:]
    ) throws(IngestionError) -> ReadingFile.Contents {
        try ReadingFile(path: path, schema: .weather, station: station, names: names)
            .read(source: "test", kind: .archive)
    }

    private func reading(
        _ station: String, _ time: String, _ values: [Double], known: String? = nil, flags: [QualityFlag] = []
    ) throws -> Reading {
        let moment = try #require(Timestamp(iso8601: time))
        return Reading(
            station: station, observedAt: moment, knownAt: try #require(Timestamp(iso8601: known ?? time)),
            source: "test", kind: .archive, values: values, flags: flags)
    }

    /// Compares field by field, since NaN is not equal to itself.
    private func expect(
        _ table: ReadingTable, _ expected: [Reading], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(table.rowCount == expected.count, sourceLocation: sourceLocation)
        for (row, wanted) in expected.enumerated() where row < table.rowCount {
            var found = table.reading(row)
            #expect(
                found.values.elementsEqual(wanted.values) { $0 == $1 || ($0.isNaN && $1.isNaN) },
                "row \(row): \(found.values)", sourceLocation: sourceLocation)
            found.values = wanted.values
            #expect("\(found)" == "\(wanted)", sourceLocation: sourceLocation)
        }
    }

    @Test func `reads a CSV file in its order, missing values as NaN`() throws {
        let path = try scratch.write(
            Self.header + "JFK,2013-01-01T07:00:00Z,1.5,1012,60,3\nEWR,2013-01-01 06:00,,NA,59.5,4\n")
        let contents = try read(path)
        expect(
            contents.readings,
            [
                try reading("JFK", "2013-01-01T07:00:00Z", [1.5, 1012, 60, 3]),
                try reading("EWR", "2013-01-01T06:00:00Z", [.nan, .nan, 59.5, 4]),
            ])
        #expect(contents.stationColumn == "machine_id")
        #expect(contents.timeColumn == "observed_at")
    }

    @Test func `reads a gzipped CSV file`() throws {
        let contents = try read(ProjectFiles.weatherYear)
        #expect(contents.readings.rowCount == 26_115)
    }

    @Test func `takes city and time for the keys and says so`() throws {
        let path = try scratch.write(
            "time,city,wind_speed,humidity,pressure,temperature\n2013-01-01,Berlin,4,3,999,1\n")
        let contents = try read(path)
        expect(contents.readings, [try reading("Berlin", "2013-01-01T00:00:00Z", [1, 999, 3, 4])])
        #expect(contents.stationColumn == "city")
        #expect(contents.timeColumn == "time")
    }

    @Test func `prefers its own names to the usual others`() throws {
        let path = try scratch.write(
            "city,machine_id,observed_at,temperature,pressure,humidity,wind_speed\nBerlin,EDDB,2013-01-01,1,999,3,4\n")
        #expect(try read(path).readings.stations == ["EDDB"])
        #expect(try read(path).stationColumn == "machine_id")
    }

    @Test func `takes columns by the names it is told, and one station for all rows`() throws {
        let path = try scratch.write("time_lst,temp_c,pressure,humidity,wind_speed,note\n2013-01-01,1,999,3,4,x\n")
        let contents = try read(
            path, station: "GSO", names: ["observed_at": "time_lst", "temperature": "temp_c"])
        expect(contents.readings, [try reading("GSO", "2013-01-01T00:00:00Z", [1, 999, 3, 4])])
        #expect(contents.stationColumn == "machine_id")
        #expect(contents.timeColumn == "time_lst")
    }

    @Test func `believes the file's own stations before the one it is told`() throws {
        let path = try scratch.write(Self.header + "JFK,2013-01-01,1,999,3,4\n")
        #expect(try read(path, station: "GSO").readings.stations == ["JFK"])
    }

    @Test func `takes the moment at which a reading became known where the file has it`() throws {
        let path = try scratch.write(
            "machine_id,observed_at,known_at,temperature,pressure,humidity,wind_speed\n"
                + "JFK,2013-01-01,2013-01-02,1,999,3,4\n")
        expect(
            try read(path).readings,
            [try reading("JFK", "2013-01-01T00:00:00Z", [1, 999, 3, 4], known: "2013-01-02T00:00:00Z")])
    }

    @Test func `flags what cannot be and keeps the value`() throws {
        let path = try scratch.write(Self.header + "JFK,2013-01-01,1,999,101,468.66\nJFK,2013-01-02,1,inf,3,4\n")
        expect(
            try read(path).readings,
            [
                try reading(
                    "JFK", "2013-01-01T00:00:00Z", [1, 999, 101, 468.66],
                    flags: [
                        QualityFlag(quantity: "humidity", reason: .outOfRange),
                        QualityFlag(quantity: "wind_speed", reason: .outOfRange),
                    ]),
                try reading(
                    "JFK", "2013-01-02T00:00:00Z", [1, .infinity, 3, 4],
                    flags: [QualityFlag(quantity: "pressure", reason: .notFinite)]),
            ])
    }

    @Test func `names all missing columns and what the file has`() throws {
        let path = try scratch.write("machine_id,temperature,pressure\nJFK,1,2\n")
        let error = IngestionError(
            subject: path,
            reason: .missingColumns(
                ["observed_at", "humidity", "wind_speed"], found: ["machine_id", "temperature", "pressure"]))
        #expect(throws: error) { try read(path) }
        #expect(error.isBadData)
        #expect("\(error)".contains("no column observed_at, humidity, wind_speed; it has machine_id, temperature"))
    }

    @Test func `misses no station where it is told one`() throws {
        let path = try scratch.write("observed_at,temperature,pressure,humidity\n2013-01-01,1,2,3\n")
        let found = ["observed_at", "temperature", "pressure", "humidity"]
        #expect(throws: IngestionError(subject: path, reason: .missingColumns(["wind_speed"], found: found))) {
            try read(path, station: "JFK")
        }
        #expect(
            throws: IngestionError(subject: path, reason: .missingColumns(["machine_id", "wind_speed"], found: found))
        ) { try read(path) }
    }

    @Test(arguments: ["", "\"\"", "NA"])
    func `says in which row a station has no name`(cell: String) throws {
        let path = try scratch.write(
            Self.header + "JFK,2013-01-01,1,999,3,4\n\(cell),2013-01-01,1,999,3,4\n")
        let error = IngestionError(subject: path, reason: .emptyCell(row: 1, column: "machine_id"))
        #expect(throws: error) { try read(path) }
        #expect("\(error)" == "\(path): row 2 has no machine_id")
    }

    @Test func `says where a cell holds no number or no moment`() throws {
        let number = try scratch.write(
            Self.header + "JFK,2013-01-01,1,999,3,4\nJFK,2013-01-02,1,999,wet,4\n", to: "number.csv")
        let error = IngestionError(
            subject: number,
            reason: .file(
                ParquetError(number, .badCell(line: 3, column: "humidity", text: "wet", expected: .float64))))
        #expect(throws: error) { try read(number) }
        #expect(error.isBadData)
        let moment = try scratch.write(Self.header + "JFK,today,1,999,3,4\n", to: "moment.csv")
        #expect(
            throws: IngestionError(
                subject: moment,
                reason: .file(
                    ParquetError(moment, .badCell(line: 2, column: "observed_at", text: "today", expected: .timestamp)))
            )
        ) { try read(moment) }
    }

    @Test func `says that there is no file`() throws {
        let path = scratch.file("none.csv")
        #expect(throws: IngestionError(subject: path, reason: .file(ParquetError(path, .notFound)))) { try read(path) }
    }
}
