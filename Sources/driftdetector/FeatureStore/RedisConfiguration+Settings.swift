import Redis

extension RedisConfiguration {
    /// Milliseconds that a request waits for Redis before it goes on with what is known.
    private static let patience: Int64 = 250

    /// The server that the settings name, nil when they name none.
    ///
    /// Throws ``SettingsError`` when it cannot be meant.
    init?(_ reader: SettingReader) throws(SettingsError) {
        guard let url = reader.optional(.redisURL) else { return nil }
        do {
            try self.init(url: url)
        } catch {
            throw SettingsError(subject: SettingKey.redisURL.environmentName, problem: "\(error)")
        }
        if let file = reader.optional(.redisCAFile) {
            guard usesTLS else {
                throw SettingsError(
                    subject: SettingKey.redisCAFile.environmentName,
                    problem: "is for an encrypted connection, and REDIS_URL begins with redis://, not with rediss://")
            }
            authorityFile = file
        }
        commandMilliseconds = Self.patience
        backoffMilliseconds = 50...1_000
    }
}
