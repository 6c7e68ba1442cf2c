import Parquet
import Testing

struct ParquetErrorTests {
    @Test(
        arguments: [
            (.notFound, "a.csv: there is no such file"),
            (
                .badCell(line: 7, column: "temperature", text: "warm", expected: .float64),
                "a.csv: line 7, column 'temperature': 'warm' is not of type float64"
            ),
            (
                .badCell(line: 7, column: "flag", text: "", expected: .boolean),
                "a.csv: line 7, column 'flag': a missing value, which the type boolean cannot have; fill it"
            ),
            (.raggedRow(line: 3, found: 2, expected: 5), "a.csv: line 3: 2 fields, where the header has 5"),
            (.invalidUTF8(line: 1, column: nil), "a.csv: line 1: not UTF-8; save the file in that encoding"),
            (
                .unsupportedType(column: "tags", type: "list<string>"),
                "a.csv: column 'tags' is of type list<string>, which cannot be read; convert it or leave it out"
            ),
            (
                .schemaMismatch(
                    found: Schema([ColumnSchema(name: "a", type: .int32)]),
                    expected: Schema([ColumnSchema(name: "a", type: .int64), ColumnSchema(name: "b", type: .string)])),
                "a.csv: the batch has the columns a int32, the file a int64, b string"
            ),
        ] as [(ParquetError.Reason, String)])
    func `says what failed, where and what to do`(reason: ParquetError.Reason, text: String) {
        #expect(ParquetError("a.csv", reason).description == text)
    }
}
