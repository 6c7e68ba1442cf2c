import Logging
import ServiceLifecycle

/// A server that the program can do without: when it cannot listen, that is a warning.
struct OptionalListeningService: Service {
    private let server: any Service
    private let setting: SettingKey
    private let port: Int
    private let logger: Logger

    init(_ server: any Service, setting: SettingKey, port: Int, logger: Logger) {
        self.server = server
        self.setting = setting
        self.port = port
        self.logger = logger
    }

    func run() async throws {
        do {
            try await server.run()
        } catch {
            logger.warning("port \(port) cannot be used (\(error)); \(setting.environmentName)=0 switches it off")
            try await gracefulShutdown()
        }
    }
}
