import AsyncHTTPClient
import Foundation
import MQTT
import NIOCore
import NIOHTTP1
import Readings
import Simulation

/// Where simulated machines send their readings to.
enum MachineDelivery {
    /// A service's `POST /readings`, with its token when it wants one.
    case http(url: String, token: String?)
    /// A broker, below a topic, one message a reading.
    case mqtt(MQTTPublisher, topic: String)

    /// A destination by its address, `http://`, `https://`, `mqtt://` or `mqtts://`.
    ///
    /// Throws ``SettingsError`` for other addresses.
    init(_ address: String, settings: Settings) throws {
        let option = "--to"
        if address.hasPrefix("mqtt://") || address.hasPrefix("mqtts://") {
            do {
                var configuration = try MQTTConfiguration(url: address)
                configuration.tls?.authorityFile = settings.mqtt?.caFile
                let levels = (settings.mqtt?.topic ?? "driftdetector/readings/#").split(separator: "/")
                let topic = levels.prefix { $0 != "#" && $0 != "+" }.joined(separator: "/")
                self = .mqtt(try MQTTPublisher(configuration: configuration), topic: topic)
            } catch {
                throw SettingsError(subject: option, problem: "\(error)")
            }
            return
        }
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host != nil else {
            throw SettingsError(
                subject: option, problem: "\"\(address)\" is no address such as http://127.0.0.1:8000 or mqtt://broker")
        }
        let hasPath = !url.path.isEmpty && url.path != "/"
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        self = .http(url: hasPath ? address : base + "/readings", token: settings.serveToken)
    }

    /// An address without the user and the password in it.
    static func withoutSecrets(_ address: String) -> String {
        guard let sign = address.lastIndex(of: "@"), let begin = address.firstRange(of: "://")?.upperBound else {
            return address
        }
        return String(address[..<begin] + address[address.index(after: sign)...])
    }

    /// Sends readings and waits until they were acknowledged.
    ///
    /// Throws ``MachineDeliveryError`` when they were not.
    func send(_ readings: [Reading]) async throws(MachineDeliveryError) {
        switch self {
        case .http(let url, let token): try await Self.post(readings, to: url, token: token)
        case .mqtt(let publisher, let topic):
            let messages = readings.map {
                MQTTMessage(topic: "\(topic)/\($0.station)", payload: MachineStream.body(of: $0))
            }
            let result = await withCheckedContinuation { done in
                // The publisher waits on its thread for the broker.
                Thread.detachNewThread {
                    done.resume(
                        returning: Result { () throws(MQTTError) in
                            if !publisher.isConnected { try publisher.connect() }
                            try publisher.publish(messages)
                        })
                }
            }
            if case .failure(let error) = result {
                throw MachineDeliveryError(text: "\(error)", isTransient: error.isTransient)
            }
        }
    }

    private static func post(
        _ readings: [Reading], to url: String, token: String?
    ) async throws(MachineDeliveryError) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        request.body = .bytes(ByteBuffer(bytes: MachineStream.body(of: readings)))
        do {
            let response = try await WeatherHTTPClient.client.execute(request, timeout: .seconds(30))
            let body = try await response.body.collect(upTo: 16 << 20)
            guard response.status != .ok else { return }
            let text = String(decoding: body.readableBytesView.prefix(300), as: UTF8.self)
            throw MachineDeliveryError(
                text: "\(url) answers \(response.status.code): \(text)",
                isTransient: response.status.code >= 500 || response.status.code == 429)
        } catch let error as MachineDeliveryError {
            throw error
        } catch {
            throw MachineDeliveryError(text: "\(url): \(error)", isTransient: true)
        }
    }
}
