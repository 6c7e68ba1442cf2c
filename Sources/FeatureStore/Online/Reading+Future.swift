package import Readings

extension Reading {
    /// Whether its moment had not been when it came.
    var isFromFuture: Bool { flags.contains(.future) }
}

extension ReadingTable {
    /// The readings whose moments had been when they came; the same table when all had.
    ///
    /// One of a moment to come would be the newest for good, and its gap as long as its clock is wrong.
    package var withoutFuture: ReadingTable {
        guard flags.values.contains(where: { $0.contains(.future) }) else { return self }
        return selecting { !isFromFuture(row: $0) }
    }

    /// Whether a row's moment had not been when it came.
    func isFromFuture(row: Int) -> Bool { flags[row]?.contains(.future) ?? false }
}

extension QualityFlag {
    fileprivate static let future = QualityFlag(quantity: wholeReading, reason: .future)
}
