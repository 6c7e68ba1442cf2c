import Ledger
import Readings

/// What `decisions` prints for machines.
struct DecisionSummary: Encodable {
    struct Decision: Encodable {
        let moment: String
        let schema: String
        let model: String?
        let version: Int?
        let verdict: String
        let reasons: [String]
        let sentence: String
        let requests: [Int64]
        /// The JSON text that the ledger keeps.
        let inputs: String
    }

    let decisions: [Decision]

    init(_ records: [DecisionRecord]) {
        decisions = records.map {
            Decision(
                moment: $0.moment.description, schema: $0.schema, model: $0.model, version: $0.version,
                verdict: $0.verdict, reasons: $0.reasons, sentence: $0.sentence, requests: $0.requests,
                inputs: $0.inputs)
        }
    }
}
