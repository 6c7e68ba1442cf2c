import Readings

extension ReadingTable {
    /// The readings as models look at them: of each the newest correction, of an hour's sources the best, one an hour.
    func seenByModels() -> ReadingTable {
        selecting(rowsInOrder()).preferringSources(.standard).hourly()
    }
}
