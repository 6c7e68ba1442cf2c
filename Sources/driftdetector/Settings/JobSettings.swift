import Pipeline

/// Where trainings are made as jobs of a cluster.
struct JobSettings {
    /// Where the request is sent.
    let address: WebhookTarget
    /// The path of the request's template.
    let templateFile: String
    /// The path of the bearer token; nil for none.
    let tokenFile: String?
    /// The path of the authorities that are trusted; nil for the system's.
    let authorityFile: String?
    /// Hours for which a result is waited for.
    let timeoutHours: Int

    /// Nil where trainings stay on this machine.
    init?(_ reader: SettingReader) throws(SettingsError) {
        timeoutHours = try reader.number(.retrainJobTimeoutHours, in: 1...1_000)
        guard reader.optional(.retrainJobURL) != nil else { return nil }
        address = try reader.value(.retrainJobURL, expected: "an address such as https://example.org/jobs") {
            WebhookTarget(url: $0, secret: nil)
        }
        templateFile = try reader.value(.retrainJobTemplate, expected: "a file, which RETRAIN_JOB_URL needs") {
            $0.isEmpty ? nil : $0
        }
        tokenFile = reader.optional(.retrainJobTokenFile)
        authorityFile = reader.optional(.retrainJobCAFile)
    }
}
