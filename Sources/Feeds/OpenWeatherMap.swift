import JSON
public import Readings

/// OpenWeatherMap's current weather, `GET /data/2.5/weather`, as asked and as answered.
///
/// Source: openweathermap.org/current, and bodies recorded by others over the years, which differ in what is absent.
public enum OpenWeatherMap {
    /// What is asked for a station; the key, `appid`, is added by whoever sends it.
    /// - Parameter station: whose weather.
    /// - Returns: a request in metric units.
    public static func request(for station: Station) -> FeedRequest {
        FeedRequest(
            path: "/data/2.5/weather",
            query: [
                FeedRequest.Parameter("lat", "\(station.latitude)"),
                FeedRequest.Parameter("lon", "\(station.longitude)"), FeedRequest.Parameter("units", "metric"),
            ])
    }

    /// Reads an answer in metric units.
    ///
    /// The body's `cod` counts as well as the status: old deployments sent errors with status 200. Anything may be
    /// absent but `dt` and, of the four quantities, one.
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - body: as it came.
    ///   - subject: what was asked, for errors.
    /// - Returns: the observation.
    /// - Throws: ``FeedError``.
    public static func observation(
        status: Int, body: [UInt8], subject: String
    ) throws(FeedError) -> FeedObservation {
        let root: JSONValue
        do {
            root = try FeedBody.root(body, subject: subject)
        } catch {
            guard status == 200 else { throw failure(status, words: "", subject: subject) }
            throw error
        }
        guard let answer = FeedObject(root) else {
            guard status == 200 else { throw failure(status, words: "", subject: subject) }
            throw FeedError(subject: subject, reason: .unreadable("it is no object"))
        }
        let code = answer.integer("cod") ?? status
        guard status == 200, code == 200 else {
            throw failure(status == 200 ? code : status, words: answer.text("message") ?? "", subject: subject)
        }
        guard let time = answer.integer("dt"), let observedAt = moment(seconds: time) else {
            throw FeedError(subject: subject, reason: .unreadable("dt is missing or no moment"))
        }
        let main = answer.object("main")
        let values = [
            main?.number("temp"), main?.number("pressure") ?? main?.number("sea_level"), main?.number("humidity"),
            answer.object("wind")?.number("speed"),
        ].map { $0 ?? .nan }
        guard values.contains(where: { !$0.isNaN }) else {
            throw FeedError(
                subject: subject,
                reason: .unreadable("main.temp, main.pressure, main.humidity and wind.speed are missing"))
        }
        return FeedObservation(observedAt: observedAt, values: values)
    }

    private static func failure(_ status: Int, words: String, subject: String) -> FeedError {
        let words = words.isEmpty ? "HTTP status \(status)" : FeedWords.shown(words)
        let reason: FeedError.Reason =
            switch status {
            case 401, 403: .keyRefused(words)
            case 404: .unknownPlace(words)
            case 429: .rateLimited(words)
            case 500...599: .serviceFailed(status: status)
            case 400...499: .badRequest(words)
            default: .unreadable("unexpected status \(status)")
            }
        return FeedError(subject: subject, reason: reason)
    }

    static func moment(seconds: Int) -> Timestamp? {
        guard abs(seconds) < 1 << 40 else { return nil }
        let moment = Timestamp(milliseconds: Int64(seconds) * 1000)
        return Timestamp.plausible.contains(moment) ? moment : nil
    }
}
