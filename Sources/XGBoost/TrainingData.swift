/// Rows and labels that XGBoost will take.
struct TrainingData {
    let rows: [Float]
    let columns: Int
    let labels: [Float]

    /// Throws unless there is a label and there are `columns` values for each row, all of them usable.
    init(rows: [Float], columns: Int, labels: [Float]) throws(XGBoostError) {
        guard (1...Int(Int32.max)).contains(columns) else {
            throw XGBoostError("training rows", .columnCountInvalid(columns))
        }
        guard !labels.isEmpty else { throw XGBoostError("training rows", .rowsMissing) }
        let (expected, overflow) = labels.count.multipliedReportingOverflow(by: columns)
        guard !overflow, rows.count == expected else {
            throw XGBoostError(
                "training rows", .valueCountMismatch(expected: overflow ? .max : expected, found: rows.count))
        }
        if let place = labels.firstIndex(where: { !$0.isFinite }) {
            throw XGBoostError("labels", .labelNotFinite(row: place))
        }
        if let place = rows.firstIndex(where: \.isInfinite) {
            throw XGBoostError("training rows", .valueInfinite(row: place / columns, column: place % columns))
        }
        self.rows = rows
        self.columns = columns
        self.labels = labels
    }
}
