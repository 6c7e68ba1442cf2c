import Ledger

extension FeedFaultRecord {
    /// A finding as the ledger keeps it.
    init(_ finding: FeedFinding, schema: String) {
        self.init(
            schema: schema, station: finding.station, sensor: finding.sensor, cause: finding.cause.rawValue,
            onset: finding.onset, foundAt: finding.foundAt, endedAt: finding.endedAt, sentence: finding.sentence,
            payload: finding.json.text)
    }
}
