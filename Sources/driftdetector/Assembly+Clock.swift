import AsyncHTTPClient
import Ingestion
import JSON
import NIOCore
import Readings

extension Assembly {
    /// The clock that the settings name; asks the simulator for its own where they name one.
    ///
    /// Throws ``SettingsError`` when the simulator does not answer.
    func worldClock() async throws -> WorldClock {
        switch settings.worldClock {
        case .real:
            return WorldClock { Self.now() }
        case .scale(let scale):
            let now = Self.now()
            return WorldClock(scale: ClockScale(realOrigin: now, worldOrigin: now, scale: scale)) { Self.now() }
        case .simulator(let address):
            return WorldClock(scale: try await simulatedClock(at: address)) { Self.now() }
        }
    }

    /// What `GET /clock` says: `now_ms` of the world at `real_ms`, and its `scale`.
    private func simulatedClock(at address: String) async throws -> ClockScale {
        let name = SettingKey.worldClock.environmentName
        do {
            let response = try await WeatherHTTPClient.client.execute(
                HTTPClientRequest(url: "\(address)/clock"), timeout: .seconds(10))
            let body = try await response.body.collect(upTo: 1 << 16)
            let document = try JSONDocument(parsing: Array(body.readableBytesView))
            guard case .object(let clock) = document.root, let world = clock["now_ms"]?.exactInteger,
                let real = clock["real_ms"]?.exactInteger, let scale = clock["scale"]?.double, scale > 0
            else { throw SettingsError(subject: name, problem: "\(address)/clock does not answer as a simulator does") }
            return ClockScale(
                realOrigin: Timestamp(milliseconds: Int64(real)), worldOrigin: Timestamp(milliseconds: Int64(world)),
                scale: scale)
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(
                subject: name, problem: "\(address)/clock cannot be asked (\(error)); is `simulate weather` running?")
        }
    }
}
