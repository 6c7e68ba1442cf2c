import Parquet
import Testing

struct RecordBatchTests {
    @Test func `finds columns by name`() throws {
        let batch = try RecordBatch([
            Column(name: "a", values: .int32([1, 2])), Column(name: "b", values: .string(["x", nil])),
        ])
        #expect(batch.rowCount == 2)
        #expect(batch["b"] == .string(["x", nil]))
        #expect(batch["c"] == nil)
        #expect(
            batch.schema == Schema([ColumnSchema(name: "a", type: .int32), ColumnSchema(name: "b", type: .string)]))
        #expect(batch.schema["b"]?.type == .string)
        #expect(batch.schema["c"] == nil)
    }

    @Test func `has no rows without columns`() throws {
        #expect(try RecordBatch([]).rowCount == 0)
    }

    @Test func `refuses columns of unequal length`() {
        #expect(throws: ParquetError("b", .unequalLengths(found: 1, expected: 2))) {
            try RecordBatch([Column(name: "a", values: .int32([1, 2])), Column(name: "b", values: .int32([1]))])
        }
    }

    @Test func `refuses a name twice`() {
        let column = Column(name: "a", values: .int32([1]))
        #expect(throws: ParquetError("a", .duplicateColumn("a"))) { try RecordBatch([column, column]) }
    }

    @Test func `knows the type and count of values`() throws {
        for column in try RecordBatch.everyType(rows: 3).columns {
            #expect("\(column.values.type)" == column.name)
            #expect(column.values.count == 3)
        }
    }

    @Test func `holds missing values equal and others apart`() {
        #expect(ColumnValues.float64([.nan, 1]) == .float64([.nan, 1]))
        #expect(ColumnValues.float64([.nan]) != .float64([0]))
        #expect(ColumnValues.float64([1]) != .float64([1, 1]))
        #expect(ColumnValues.int64([1]) != .timestamp([1]))
        #expect(ColumnValues.category(codes: [0], names: ["a"]) != .category(codes: [0], names: ["b"]))
    }
}
