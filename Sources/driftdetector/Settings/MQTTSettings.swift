/// The broker whose readings are taken in.
struct MQTTSettings {
    /// With user and password; secret.
    let url: String
    let topic: String
    let caFile: String?

    /// Nil when no broker is named.
    init?(_ reader: SettingReader) throws(SettingsError) {
        guard let url = reader.optional(.mqttURL) else { return nil }
        self.url = url
        topic = try reader.text(.mqttTopic)
        caFile = reader.optional(.mqttCAFile)
    }
}
