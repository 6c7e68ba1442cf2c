import MQTT
import TestSupport
import Testing

struct MQTTConfigurationTests {
    @Test(
        arguments: [
            ("mqtt://broker", "mqtt://broker:1883", nil, nil),
            ("mqtt://broker:2000/", "mqtt://broker:2000", nil, nil),
            ("MQTTS://broker", "mqtts://broker:8883", nil, nil),
            ("mqtt://factory@broker", "mqtt://broker:1883", "factory", nil),
            ("mqtt://factory:p%40ss%3A%2F@[::1]:99", "mqtt://[::1]:99", "factory", "p@ss:/"),
        ] as [(String, String, String?, String?)])
    func `reads a URL`(url: String, broker: String, user: String?, password: String?) throws {
        let configuration = try MQTTConfiguration(url: url)
        #expect(configuration.broker == broker)
        #expect(configuration.user == user)
        #expect(configuration.password == password)
        try configuration.validate()
    }

    @Test(arguments: [
        ("", "it starts neither with mqtt:// nor with mqtts://"),
        ("http://broker", "it starts neither with mqtt:// nor with mqtts://"),
        ("mqtt://", "it names no host"),
        ("mqtt://broker/topic", "it has a path"),
        ("mqtt://broker?clean=1", "it has a query or a fragment"),
        ("mqtt://broker:0", "its port is not 1–65535"),
        ("mqtt://broker:70000", "its port is not 1–65535"),
        ("mqtt://:secret@broker", "it has a password without a user"),
        ("mqtt://user:secret@[broker", "it is not a URL; is a character of the password not percent-encoded?"),
    ])
    func `names what is wrong with a URL without repeating it`(url: String, problem: String) {
        let expected = MQTTError("broker URL", .invalidURL(problem))
        #expect(throws: expected) { try MQTTConfiguration(url: url) }
        #expect(!"\(expected)".contains("sec"))
    }

    @Test func `shows the password in no description`() throws {
        let configuration = try MQTTConfiguration(url: "mqtts://factory:hunter2@broker")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped, "\([configuration])"] {
            #expect(text.contains("mqtts://broker:8883 as factory"))
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func `checks its settings`() throws {
        func reason(_ change: (inout MQTTConfiguration) -> Void) -> MQTTError.Reason? {
            var configuration = MQTTConfiguration(host: "broker")
            change(&configuration)
            do throws(MQTTError) { try configuration.validate() } catch { return error.reason }
            return nil
        }
        #expect(reason { _ in } == nil)
        #expect(reason { $0.host = "" } == .invalidSetting("host", expected: "a name or an address"))
        #expect(reason { $0.port = 0 } == .invalidSetting("port", expected: "1–65535"))
        #expect(reason { $0.keepAliveSeconds = 4 } == .invalidSetting("keep alive", expected: "5–65535 seconds"))
        #expect(reason { $0.answerSeconds = 0 } == .invalidSetting("time to answer", expected: "1 second or more"))
        #expect(reason { $0.clientID = "" } == .invalidSetting("client id", expected: "a text that is not empty"))
        #expect(reason { $0.tls = .init(authorityFile: "/none.pem") } == .unreadableFile("/none.pem"))
        let file = try ScratchDirectory().write("", to: "certificate.pem")
        #expect(reason { $0.tls = .init(authorityFile: file) } != nil)
    }

    @Test(arguments: [[], [""], ["a/#/b"], ["a+/b"], ["a", "b#"]])
    func `a subscriber refuses topics that no broker knows`(topics: [String]) {
        var configuration = MQTTConfiguration(host: "broker")
        configuration.clientID = "test"
        #expect(throws: MQTTError.self) { try MQTTSubscriber(configuration: configuration, topics: topics) }
    }

    @Test func `a subscriber needs a client id`() {
        let expected = MQTTError(
            "mqtt://broker:1883", .invalidSetting("client id", expected: "a text that is not empty"))
        #expect(throws: expected) { try MQTTSubscriber(configuration: .init(host: "broker"), topics: ["a/+/#"]) }
    }
}
