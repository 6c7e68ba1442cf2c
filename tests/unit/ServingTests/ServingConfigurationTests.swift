import Serving
import Testing

struct ServingConfigurationTests {
    @Test func `is valid by default and listens on this machine only`() throws {
        let configuration = ServingConfiguration()
        try configuration.validate()
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
    }

    @Test(arguments: [
        (ServingConfiguration(host: ""), "host", "\"\"", "a name or address"),
        (ServingConfiguration(port: 65_536), "port", "65536", "0 … 65535"),
        (ServingConfiguration(port: -1), "port", "-1", "0 … 65535"),
        (ServingConfiguration(bodyLimit: 0), "body limit", "0", "at least 1 byte"),
        (ServingConfiguration(batchLimit: 0), "batch limit", "0", "at least 1 reading"),
        (ServingConfiguration(idleTimeout: .zero), "idle timeout", "0.0 seconds", "more than 0 seconds"),
        (ServingConfiguration(staleAfterHours: 0), "stale after", "0", "at least 1 hour"),
    ])
    func `names the setting that is out of its range`(
        configuration: ServingConfiguration, setting: String, value: String, allowed: String
    ) throws {
        let error = ServingError(subject: setting, reason: .settingOutOfRange(value: value, allowed: allowed))
        #expect(throws: error) { try configuration.validate() }
        #expect("\(error)" == "serving: \(setting) is \(value), allowed is \(allowed)")
    }

    @Test func `refuses to serve with a bad setting`() throws {
        let world = try ServedWorld()
        #expect(throws: ServingError.self) {
            try InferenceAPI(dependencies: world.dependencies(), configuration: ServingConfiguration(batchLimit: 0))
        }
    }
}
