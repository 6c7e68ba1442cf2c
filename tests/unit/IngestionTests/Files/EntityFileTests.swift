import Foundation
import Ingestion
import Parquet
import TestSupport
import Testing

struct EntityFileTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test func `gives cells as they stand, missing where they are empty and not quoted`() throws {
        let path = try scratch.write("machine_id,at,b\nNA,null,\n\" x\",\"\",NaN\n", to: "cells.csv")
        let file = try EntityFile(path: path)
        #expect(file.columnNames == ["machine_id", "at", "b"] && !file.isParquet)
        let texts = try file.texts()
        #expect(texts["machine_id"] == .string(["NA", " x"]))
        #expect(texts["at"] == .string(["null", ""]) && texts["b"] == .string([nil, "NaN"]))
    }

    @Test func `looks at no columns but the keys`() throws {
        let path = scratch.file("rows.PARQUET")
        try ParquetWriter.write(
            RecordBatch([
                Column(name: "machine_id", values: .int64([7, 8])),
                Column(name: "event_timestamp", values: .timestamp([1_767_225_600_000, 1_767_225_600_001])),
                Column(name: "observed_at", values: .optionalTimestamp([nil, 1])),
            ]), to: path)
        let keys = try EntityFile(path: path).keys(momentColumns: ["event_timestamp", "observed_at"])
        #expect(keys.stations == ["7", "8"] && keys.momentColumn == "event_timestamp")
        #expect(keys.moments.map(\.milliseconds) == [1_767_225_600_000, 1_767_225_600_001])
    }

    @Test func `names the line of an empty station`() throws {
        let path = try scratch.write("at,machine_id\n\n2026-01-01,\"a\n\"\n2026-01-01,\n", to: "empty.csv")
        let error = #expect(throws: IngestionError.self) {
            try EntityFile(path: path).keys(momentColumns: ["at"])
        }
        let cell = ParquetError.Reason.badCell(line: 5, column: "machine_id", text: "", expected: .string)
        #expect(error == IngestionError(subject: path, reason: .file(ParquetError(path, cell))))
    }

    @Test(
        arguments: [
            (["1", "-7", "0"], .int64([1, -7, 0])),
            (["1", nil], .string(["1", nil])), (["01", "2"], .string(["01", "2"])), (["+1"], .string(["+1"])),
            (["1.5", "2", nil, "-0.25"], .float64([1.5, 2, .nan, -0.25])),
            (["9007199254740993", "0.5"], .string(["9007199254740993", "0.5"])),
            (["0.10"], .string(["0.10"])), (["1.5", "NaN"], .string(["1.5", "NaN"])),
            (["1.5", "inf"], .string(["1.5", "inf"])),
            (["1.5", ""], .string(["1.5", ""])), ([nil, nil], .string([nil, nil])), ([], .string([])),
        ] as [([String?], ColumnValues)])
    func `types cells only where nothing is lost`(cells: [String?], expected: ColumnValues) {
        #expect(ColumnValues.exact(cells) == expected)
    }
}
