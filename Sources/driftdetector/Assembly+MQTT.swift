import Ingestion
import MQTT

extension Assembly {
    /// What takes readings in that a broker brings; nil when the settings name no broker.
    ///
    /// Throws ``SettingsError`` when the broker cannot be meant.
    func mqttSubscription(in rooms: IngestionRooms) throws -> MQTTIntake? {
        guard let broker = settings.mqtt else { return nil }
        var configuration: MQTTConfiguration
        do {
            configuration = try MQTTConfiguration(url: broker.url)
            if let file = broker.caFile {
                guard configuration.tls != nil else {
                    throw SettingsError(
                        subject: SettingKey.mqttCAFile.environmentName,
                        problem: "is for an encrypted connection, and MQTT_URL begins with mqtt://, not with mqtts://")
                }
                configuration.tls?.authorityFile = file
            }
            try configuration.validate()
        } catch let error as MQTTError {
            throw SettingsError(subject: SettingKey.mqttURL.environmentName, problem: "\(error)")
        }
        configuration.clientID = try MQTTClientName.name(in: settings.dataDirectory)
        do {
            return MQTTIntake(
                subscriber: try MQTTSubscriber(configuration: configuration, topics: [broker.topic]),
                store: store(in: rooms), dataDirectory: settings.dataDirectory, clock: rooms.clock,
                logger: rooms.logger)
        } catch {
            throw SettingsError(subject: SettingKey.mqttTopic.environmentName, problem: "\(error)")
        }
    }
}
