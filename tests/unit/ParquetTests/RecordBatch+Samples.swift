import Parquet

extension RecordBatch {
    /// One column of each type, with the values that are hard to keep.
    static func everyType() throws -> RecordBatch {
        try RecordBatch([
            Column(name: "float64", values: .float64([0.1, .nan, -.infinity, -0.0, .greatestFiniteMagnitude])),
            Column(name: "float32", values: .float32([0.1, .nan, .infinity, 0, .leastNonzeroMagnitude])),
            Column(name: "int32", values: .int32([.min, -1, 0, 1, .max])),
            Column(name: "int64", values: .int64([.min, -1, 0, 1, .max])),
            Column(name: "timestamp", values: .timestamp([.min, -1, 0, 1_357_020_000_123, .max])),
            Column(name: "string", values: .string(["Šiauliai", nil, "", "東京 🌧", "a\0b"])),
            Column(name: "category", values: .category(codes: [1, -1, 0, 2, 1], names: ["", "ąžuolas", "zuikis"])),
            Column(name: "boolean", values: .boolean([true, false, false, true, true])),
        ])
    }

    /// The same columns with other values in every row: nothing missing, or nothing but missing ones.
    static func everyType(rows: Int, missing: Bool = false) throws -> RecordBatch {
        let rows = 0..<rows
        return try RecordBatch([
            Column(name: "float64", values: .float64(rows.map { missing ? .nan : Double($0) / 3 })),
            Column(name: "float32", values: .float32(rows.map { missing ? .nan : Float($0) / 3 })),
            Column(name: "int32", values: .int32(rows.map { Int32($0) })),
            Column(name: "int64", values: .int64(rows.map { Int64($0) << 33 })),
            Column(name: "timestamp", values: .timestamp(rows.map { Int64($0) * 3_600_000 })),
            Column(name: "string", values: .string(rows.map { missing ? nil : "hour \($0)" })),
            Column(
                name: "category",
                values: .category(codes: rows.map { missing ? -1 : Int32($0 % 2) }, names: ["even", "odd"])),
            Column(name: "boolean", values: .boolean(rows.map { $0 % 3 == 0 })),
        ])
    }
}
