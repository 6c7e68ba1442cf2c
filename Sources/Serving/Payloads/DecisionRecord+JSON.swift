import JSON
import Ledger
import Readings

extension DecisionRecord {
    /// Writes the decision as one object; what it rests on is the object that the ledger keeps.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("moment", moment.description)
            writer.member("schema", schema)
            writer.name("model")
            if let model { writer.value(model) } else { writer.null() }
            writer.name("version")
            if let version { writer.value(version) } else { writer.null() }
            writer.member("verdict", verdict)
            writer.name("reasons")
            writer.array { writer in for reason in reasons { writer.value(reason) } }
            writer.member("sentence", sentence)
            writer.name("requests")
            writer.array { writer in for request in requests { writer.value(Int(request)) } }
            writer.name("inputs")
            if let document = try? JSONDocument(parsing: Array(inputs.utf8)) {
                writer.value(document.root)
            } else {
                writer.null()
            }
        }
    }
}
