import AsyncHTTPClient
import Foundation
import Ingestion
import Ledger
import NIOCore
import NIOHTTP1
import Readings

/// Asks each configured weather service once, and compares clocks with it.
struct FeedCheckup {
    /// How far the clock may be off before hours are taken for others, in seconds.
    private static let toleratedSkew = 120.0

    let settings: Settings
    let sources: [any WeatherSource]
    let ledger: LedgerDatabase
    let now: Timestamp

    func findings() async -> [Finding] {
        var findings: [Finding] = []
        if settings.collection.sources.contains(.openWeatherMap) { findings.append(budget) }
        for source in sources { findings.append(await answer(of: source)) }
        findings.append(await clock())
        return findings
    }

    private var budget: Finding {
        let limit = settings.collection.openWeatherDailyCalls
        do {
            let spent = try ledger.calls(to: OpenWeatherMapSource.name, onDayOf: now)
            let text = "\(max(0, limit - spent)) of \(limit) calls to OpenWeatherMap are left today (UTC)"
            if let pause = try ledger.pause(of: OpenWeatherMapSource.name, at: now) {
                return Finding(
                    check: "budget", state: .notice, detail: "\(text); no call before \(pause.until): \(pause.reason)")
            }
            guard spent >= limit else { return Finding(check: "budget", state: .ok, detail: text) }
            return Finding(
                check: "budget", state: .failed, detail: text,
                advice: "it goes on after midnight UTC; OPENWEATHER_DAILY_CALLS raises the limit")
        } catch {
            return Finding(check: "budget", state: .failed, detail: "\(error)")
        }
    }

    private func answer(of source: any WeatherSource) async -> Finding {
        let stations = Array(settings.collection.stations.prefix(1))
        guard let station = stations.first, let answer = await source.observations(of: stations)[station.name] else {
            return Finding(check: source.name, state: .notice, detail: "knows none of the stations")
        }
        switch answer {
        case .success(let observations):
            let newest = observations.map(\.observedAt).max().map { "\($0)" } ?? "unknown"
            return Finding(
                check: source.name, state: .ok, detail: "answers; \(station.name) was observed at \(newest)")
        case .failure(let error):
            return Finding(
                check: source.name, state: .failed, detail: "\(error)",
                advice: error.code == "unreachable" || error.code == "timed_out"
                    ? "check the network, proxies and the service's address" : nil)
        }
    }

    private func clock() async -> Finding {
        guard settings.worldClock == .real else {
            return Finding(
                check: "clock", state: .notice, detail: "another clock than the real one is set: now is \(now)")
        }
        let address = settings.collection.openMeteoBase
        do {
            let response = try await WeatherHTTPClient.client.execute(
                HTTPClientRequest(url: "\(address)/"), timeout: .seconds(10))
            guard let text = response.headers.first(name: "Date"), let theirs = Self.date(text) else {
                return Finding(check: "clock", state: .notice, detail: "\(address) says no date to compare with")
            }
            let skew = Double(Assembly.now().milliseconds) / 1000 - theirs
            let words = "\(Number.short(abs(skew), digits: 0)) s \(skew >= 0 ? "ahead of" : "behind") \(address)"
            guard abs(skew) > Self.toleratedSkew else { return Finding(check: "clock", state: .ok, detail: words) }
            return Finding(
                check: "clock", state: .failed, detail: words, advice: "set the clock, and keep it right with NTP")
        } catch {
            return Finding(
                check: "clock", state: .notice,
                detail: "could not be compared with another one: \(address) does not answer")
        }
    }

    /// Seconds since 1970 of an HTTP date (RFC 9110), such as `Tue, 15 Nov 1994 08:12:31 GMT`.
    private static func date(_ text: String) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)?.timeIntervalSince1970
    }
}
