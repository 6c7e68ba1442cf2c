import Foundation
import Parquet
import TestSupport
import Testing

struct ParquetWriterTests {
    let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `keeps every value of every type`() throws {
        let batch = try RecordBatch.everyType()
        try ParquetWriter.write(batch, to: directory.file("a.parquet"))
        let reader = try ParquetReader(path: directory.file("a.parquet"))
        #expect(reader.schema == batch.schema)
        #expect(reader.rowCount == 5)
        #expect(try reader.read() == batch)
    }

    @Test(arguments: [1, 7, 8, 9, 1000], [false, true])
    func `keeps columns that miss nothing or everything`(rows: Int, missing: Bool) throws {
        let batch = try RecordBatch.everyType(rows: rows, missing: missing)
        try ParquetWriter.write(batch, to: directory.file("a.parquet"))
        #expect(try ParquetReader(path: directory.file("a.parquet")).read() == batch)
    }

    @Test func `tells minus zero from zero`() throws {
        let batch = try RecordBatch([Column(name: "a", values: .float64([-0.0, 0.0]))])
        try ParquetWriter.write(batch, to: directory.file("a.parquet"))
        let values = try ParquetReader(path: directory.file("a.parquet")).read()["a"]
        guard case .float64(let numbers) = values else { throw ParquetError("a", .missingColumn("a")) }
        #expect(numbers.map(\.sign) == [.minus, .plus])
    }

    @Test func `keeps the columns of a file without rows`() throws {
        let schema = try RecordBatch.everyType().schema
        let writer = try ParquetWriter(path: directory.file("a.parquet"), schema: schema)
        try writer.append(RecordBatch.everyType(rows: 0))
        try writer.close()
        let reader = try ParquetReader(path: directory.file("a.parquet"))
        #expect(reader.rowGroupCount == 0)
        #expect(reader.schema == schema)
        let batch = try reader.read()
        #expect(batch.schema == schema)
        #expect(batch.rowCount == 0)
    }

    @Test func `writes each batch as a row group`() throws {
        let batches = try [RecordBatch.everyType(rows: 10), .everyType(), .everyType(rows: 3, missing: true)]
        let writer = try ParquetWriter(path: directory.file("a.parquet"), schema: batches[0].schema)
        for batch in batches { try writer.append(batch) }
        try writer.close()
        let reader = try ParquetReader(path: directory.file("a.parquet"))
        #expect(reader.rowGroupCount == 3)
        for (index, batch) in batches.enumerated() {
            #expect(try reader.read(rowGroup: index) == batch)
        }
    }

    @Test func `unites the categories of row groups`() throws {
        let writer = try ParquetWriter(
            path: directory.file("a.parquet"), schema: Schema([ColumnSchema(name: "s", type: .category)]))
        for names in [["VNO", "KUN"], ["KUN", "PLQ"], ["PLQ", "VNO"]] {
            try writer.append(
                RecordBatch([Column(name: "s", values: .category(codes: [0, -1, 1], names: names))]))
        }
        try writer.close()
        let values = try ParquetReader(path: directory.file("a.parquet")).read()["s"]
        #expect(values == .category(codes: [0, -1, 1, 1, -1, 2, 2, -1, 0], names: ["VNO", "KUN", "PLQ"]))
    }

    @Test func `splits a batch that is too large for a row group`() throws {
        let rows = ParquetWriter.maximumRowsPerRowGroup + 3
        let batch = try RecordBatch([
            Column(name: "n", values: .int32((0..<rows).map { Int32($0) })),
            Column(name: "t", values: .string((0..<rows).map { $0 % 5 == 0 ? nil : "\($0 % 100)" })),
        ])
        try ParquetWriter.write(batch, to: directory.file("a.parquet"))
        let reader = try ParquetReader(path: directory.file("a.parquet"))
        #expect(reader.rowGroupCount == 2)
        #expect(try reader.read(rowGroup: 1).rowCount == 3)
        #expect(try reader.read() == batch)
    }

    @Test func `carries metadata`() throws {
        let metadata = ["schema": "weather", "empty": "", "unicode": "ąčę 🌧"]
        try ParquetWriter.write(.everyType(), to: directory.file("a.parquet"), metadata: metadata)
        #expect(try ParquetReader(path: directory.file("a.parquet")).metadata == metadata)
    }

    @Test func `gives the same bytes for the same batch`() throws {
        let metadata = Dictionary(uniqueKeysWithValues: (0..<20).map { ("key \($0)", "value") })
        for name in ["a", "b"] {
            try ParquetWriter.write(.everyType(), to: directory.file(name), metadata: metadata)
        }
        let files = try ["a", "b"].map { try Data(contentsOf: URL(filePath: directory.file($0))) }
        #expect(files[0] == files[1])
    }

    @Test func `compresses more at a higher level`() throws {
        let batch = try RecordBatch([
            Column(name: "a", values: .string((0..<20_000).map { "station \($0 &* 7919 % 10_007) reports" }))
        ])
        let sizes = try [1, 19].map { level in
            let path = directory.file("\(level)")
            let writer = try ParquetWriter(path: path, schema: batch.schema, compressionLevel: level)
            try writer.append(batch)
            try writer.close()
            return try Data(contentsOf: URL(filePath: path)).count
        }
        #expect(sizes[1] < sizes[0])
    }
}
