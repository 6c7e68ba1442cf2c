import JSON
public import Readings

/// The request that makes a training job, with `{{schema}}` and `{{job}}` where a training's own words go.
public struct JobTemplate: Sendable {
    private let text: String

    /// A template; nil for what is no JSON once it is filled in.
    /// - Parameter text: JSON with placeholders inside of its texts.
    public init?(_ text: String) {
        self.text = text
        guard (try? JSONDocument(parsing: filled(schema: "weather", job: "job"))) != nil else { return nil }
    }

    /// The request of a training.
    /// - Parameters:
    ///   - schema: whose models are trained.
    ///   - job: the job's name.
    /// - Returns: JSON.
    public func filled(schema: String, job: String) -> [UInt8] {
        let words = [("{{schema}}", schema), ("{{job}}", job)]
        return Array(
            words.reduce(text) { text, word in text.replacing(word.0, with: Self.escaped(word.1)) }.utf8)
    }

    /// The name of the job of a training, the same for the same training: a label of RFC 1123, as Kubernetes asks for.
    /// - Parameters:
    ///   - schema: whose models are trained.
    ///   - moment: when the training began.
    /// - Returns: such as `driftdetector-weather-20261128t203000z`.
    public static func jobName(schema: String, beganAt moment: Timestamp) -> String {
        // Trainings of one schema begin hours apart, at least a minute in a hurry.
        let seconds = moment.description.prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(prefix(ofSchema: schema))\(seconds.lowercased())z"
    }

    static func prefix(ofSchema schema: String) -> String { "driftdetector-\(schema)-" }

    private static func escaped(_ text: String) -> String {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.value(text)
        return String(String(decoding: writer.bytes, as: UTF8.self).dropFirst().dropLast())
    }
}
