import Parquet

/// Columns by name and type, with an error that names what is missing.
extension RecordBatch {
    func timestamps(_ name: String, of file: String) throws(FeatureStoreError) -> [Int64] {
        guard case .timestamp(let values)? = self[name] else {
            throw FeatureStoreError(subject: file, reason: .column(name: name, expected: "a timestamp"))
        }
        return values
    }

    /// Numbers of any width; a missing value is NaN.
    func numbers(_ name: String, of file: String) throws(FeatureStoreError) -> [Double] {
        switch self[name] {
        case .float64(let values)?: return values
        case .float32(let values)?: return values.map(Double.init)
        case .int32(let values)?: return values.map(Double.init)
        case .int64(let values)?: return values.map(Double.init)
        default: throw FeatureStoreError(subject: file, reason: .column(name: name, expected: "a number"))
        }
    }

    /// Texts, plain or coded; nil where missing.
    func texts(_ name: String, of file: String) throws(FeatureStoreError) -> [String?] {
        switch self[name] {
        case .string(let values)?: return values
        case .category(let codes, let names)?: return codes.map { $0 < 0 ? nil : names[Int($0)] }
        default: throw FeatureStoreError(subject: file, reason: .column(name: name, expected: "a text"))
        }
    }

    /// Texts of a column without missing ones: the distinct ones, and for each row the place of its own.
    func codedTexts(
        _ name: String, of file: String, expected: String
    ) throws(FeatureStoreError) -> (names: [String], codes: [Int]) {
        let codes: [Int32], names: [String]
        switch self[name] {
        case .category(let given, let texts)?: (codes, names) = (given, texts)
        case .string(let texts)?:
            guard case .category(let given, let distinct) = ColumnValues.coded(texts.map { $0 ?? "" }) else {
                return ([], [])
            }
            (codes, names) = (zip(given, texts).map { $1 == nil ? -1 : $0 }, distinct)
        default: throw FeatureStoreError(subject: file, reason: .column(name: name, expected: "a text"))
        }
        if let row = codes.firstIndex(where: { $0 < 0 }) {
            throw FeatureStoreError(subject: file, reason: .cell(row: row, column: name, text: "", expected: expected))
        }
        return (names, codes.map(Int.init))
    }
}

extension ColumnValues {
    /// Texts as codes of the distinct ones, which are few.
    static func coded(_ texts: some Sequence<String>) -> ColumnValues {
        var places: [String: Int32] = [:]
        var names: [String] = []
        let codes = texts.map { text in
            if let place = places[text] { return place }
            places[text] = Int32(names.count)
            names.append(text)
            return Int32(names.count - 1)
        }
        return .category(codes: codes, names: names)
    }
}
