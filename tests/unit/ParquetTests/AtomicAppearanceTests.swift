import Foundation
import Parquet
import TestSupport
import Testing

struct AtomicAppearanceTests {
    let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `shows nothing but a hidden file before it is closed`() throws {
        let writer = try ParquetWriter(path: directory.file("a.parquet"), schema: RecordBatch.everyType().schema)
        try writer.append(.everyType())
        let entries = try directory.entries
        #expect(entries.count == 1)
        #expect(entries.allSatisfy { $0.hasPrefix(".a.parquet.") && !$0.hasSuffix(".parquet") })
        try writer.close()
        #expect(try directory.entries == ["a.parquet"])
    }

    @Test func `leaves nothing when the writer is let go`() throws {
        do {
            let writer = try ParquetWriter(path: directory.file("a.parquet"), schema: RecordBatch.everyType().schema)
            try writer.append(.everyType())
        }
        #expect(try directory.entries.isEmpty)
    }

    @Test func `replaces an old file only when closed`() throws {
        let path = directory.file("a.parquet")
        let (old, new) = try (RecordBatch.everyType(rows: 3), RecordBatch.everyType(rows: 5))
        try ParquetWriter.write(old, to: path)
        let writer = try ParquetWriter(path: path, schema: new.schema)
        try writer.append(new)
        #expect(try ParquetReader(path: path).read() == old)
        try writer.close()
        #expect(try ParquetReader(path: path).read() == new)
    }

    @Test func `lets two writers of one path finish in turn`() throws {
        let path = directory.file("a.parquet")
        let batches = try [RecordBatch.everyType(rows: 3), .everyType(rows: 5)]
        let writers = try batches.map { try ParquetWriter(path: path, schema: $0.schema) }
        for (writer, batch) in zip(writers, batches) { try writer.append(batch) }
        try writers[1].close()
        try writers[0].close()
        #expect(try ParquetReader(path: path).read() == batches[0])
        #expect(try directory.entries == ["a.parquet"])
    }

    @Test func `makes the directories above the file`() throws {
        let path = directory.file("year=2026/month=11/ąžuolas.parquet")
        try ParquetWriter.write(.everyType(), to: path)
        #expect(try ParquetReader(path: path).read() == .everyType())
    }

    @Test func `refuses a path that is a directory`() throws {
        let path = directory.path
        #expect(throws: ParquetError(path, .unwritable("it is a directory"))) {
            try ParquetWriter.write(.everyType(), to: path)
        }
        #expect(throws: ParquetError(path + "/", .unwritable("it names no file"))) {
            try ParquetWriter.write(.everyType(), to: path + "/")
        }
    }

    @Test func `refuses a path below a file`() throws {
        let path = try directory.write("text", to: "file") + "/a.parquet"
        #expect(throws: ParquetError(path, .unwritable("Not a directory"))) {
            try ParquetWriter.write(.everyType(), to: path)
        }
    }

    @Test func `refuses a name that is too long`() throws {
        let path = directory.file(String(repeating: "a", count: 300))
        #expect(throws: ParquetError(path, .unwritable("File name too long"))) {
            try ParquetWriter.write(.everyType(), to: path)
        }
    }

    @Test func `refuses batches and a second end once it is closed`() throws {
        let path = directory.file("a.parquet")
        let writer = try ParquetWriter(path: path, schema: RecordBatch.everyType().schema)
        try writer.close()
        #expect(throws: ParquetError(path, .closed)) { try writer.append(.everyType()) }
        #expect(throws: ParquetError(path, .closed)) { try writer.close() }
    }

    @Test func `refuses a batch of other columns and stays open`() throws {
        let path = directory.file("a.parquet")
        let (batch, other) = try (
            RecordBatch([Column(name: "a", values: .int32([1]))]), RecordBatch([Column(name: "a", values: .int64([1]))])
        )
        let writer = try ParquetWriter(path: path, schema: batch.schema)
        #expect(throws: ParquetError(path, .schemaMismatch(found: other.schema, expected: batch.schema))) {
            try writer.append(other)
        }
        try writer.append(batch)
        try writer.close()
        #expect(try ParquetReader(path: path).read() == batch)
    }

    @Test(arguments: [-2, 2] as [Int32])
    func `refuses a code without a name`(code: Int32) throws {
        let path = directory.file("a.parquet")
        let batch = try RecordBatch([Column(name: "s", values: .category(codes: [0, code], names: ["a", "b"]))])
        #expect(throws: ParquetError(path, .codeOutOfRange(column: "s", code: code))) {
            try ParquetWriter.write(batch, to: path)
        }
        #expect(try directory.entries.isEmpty)
    }

    @Test func `refuses a category named twice`() throws {
        let path = directory.file("a.parquet")
        let batch = try RecordBatch([Column(name: "s", values: .category(codes: [0], names: ["a", "b", "a"]))])
        #expect(throws: ParquetError(path, .duplicateName(column: "s", name: "a"))) {
            try ParquetWriter.write(batch, to: path)
        }
    }

    @Test func `refuses a schema with a name twice`() throws {
        let path = directory.file("a.parquet")
        let column = ColumnSchema(name: "a", type: .int32)
        #expect(throws: ParquetError(path, .duplicateColumn("a"))) {
            try ParquetWriter(path: path, schema: Schema([column, column]))
        }
    }
}
