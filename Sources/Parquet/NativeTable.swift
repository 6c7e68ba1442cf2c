import CParquet

/// A table in the library's memory.
struct NativeTable: ~Copyable {
    private let table: OpaquePointer
    private let path: String

    init(_ table: OpaquePointer, path: String) {
        self.table = table
        self.path = path
    }

    deinit {
        CParquetTableFree(table)
    }

    /// The table in Swift's memory, each column copied in one piece.
    func recordBatch() throws(ParquetError) -> RecordBatch {
        var columns: [Column] = []
        for index in 0..<CParquetTableColumnCount(table) {
            let field = CParquetTableField(table, index)
            let name = String(field.name)
            guard let type = ColumnType(field.type) else {
                throw ParquetError(path, .malformed("column \(name) has no type"))
            }
            columns.append(Column(name: name, values: try values(of: index, type: type, name: name)))
        }
        return try RecordBatch(columns)
    }

    private func values(of column: Int32, type: ColumnType, name: String) throws(ParquetError) -> ColumnValues {
        switch type {
        case .float64: .float64(try copy(column, zero: 0))
        case .float32: .float32(try copy(column, zero: 0))
        case .int32: .int32(try copy(column, zero: 0))
        case .int64: .int64(try copy(column, zero: 0))
        case .timestamp: .timestamp(try copy(column, zero: 0))
        case .optionalTimestamp:
            .optionalTimestamp(try copy(column, zero: Int64(0)).map { $0 == .min ? nil : $0 })
        case .boolean: .boolean(try copy(column, zero: false))
        case .string: .string(try texts(of: column, name: name))
        case .category:
            .category(codes: try copy(column, zero: 0), names: try categories(of: column, name: name))
        }
    }

    private func copy<Value>(_ column: Int32, zero: Value) throws(ParquetError) -> [Value] {
        var values = [Value](repeating: zero, count: Int(CParquetTableRowCount(table)))
        try ParquetError.rethrowing(path) { failure in
            values.withUnsafeMutableBytes { CParquetTableCopy(table, column, $0.baseAddress, failure) ? () : nil }
        }
        return values
    }

    private func texts(of column: Int32, name: String) throws(ParquetError) -> [String?] {
        var views = [CParquetView](repeating: CParquetView(), count: Int(CParquetTableRowCount(table)))
        try ParquetError.rethrowing(path) { CParquetTableTexts(table, column, &views, $0) ? () : nil }
        var texts: [String?] = []
        texts.reserveCapacity(views.count)
        for view in views { texts.append(view.start == nil ? nil : try text(view, column: name)) }
        return texts
    }

    private func categories(of column: Int32, name: String) throws(ParquetError) -> [String] {
        var views = [CParquetView](repeating: CParquetView(), count: Int(CParquetTableNameCount(table, column)))
        try ParquetError.rethrowing(path) { CParquetTableNames(table, column, &views, $0) ? () : nil }
        var names: [String] = []
        for view in views { names.append(try text(view, column: name)) }
        return names
    }

    private func text(_ view: CParquetView, column: String) throws(ParquetError) -> String {
        guard let text = String(validating: view.bytes, as: UTF8.self) else {
            throw ParquetError(path, .malformed("column \(column) has a text that is not UTF-8"))
        }
        return text
    }
}
