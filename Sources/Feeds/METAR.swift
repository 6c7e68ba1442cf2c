import JSON
public import Readings
import RealModule

/// Airports' weather reports from aviationweather.gov, `GET /api/data/metar`, as asked and as answered.
///
/// Source: aviationweather.gov/data/api. Temperatures in °C, wind in knots, `altim` is the pressure reduced to sea level
/// in hPa.
public enum METAR {
    private static let metresPerSecondInKnot = 1852.0 / 3600

    /// What is asked for some airports.
    /// - Parameters:
    ///   - airports: ICAO codes, at least one.
    ///   - hours: how far reports reach back, ≥ 1.
    /// - Returns: one request for all.
    public static func request(for airports: [String], hours: Int) -> FeedRequest {
        FeedRequest(
            path: "/api/data/metar",
            query: [
                FeedRequest.Parameter("ids", airports.joined(separator: ",")), FeedRequest.Parameter("format", "json"),
                FeedRequest.Parameter("hours", "\(hours)"),
            ])
    }

    /// Reads reports. A report without a time or without any value is left out; nothing at all is no error.
    /// - Parameters:
    ///   - status: the HTTP status; 204 says that there is nothing.
    ///   - body: as it came.
    ///   - subject: what was asked, for errors.
    /// - Returns: by ICAO code the reports, in the order of their times.
    /// - Throws: ``FeedError``.
    public static func observations(
        status: Int, body: [UInt8], subject: String
    ) throws(FeedError) -> [String: [FeedObservation]] {
        if status == 204 { return [:] }
        guard status == 200 else {
            let words = FeedWords.shown(String(decoding: body.prefix(400), as: UTF8.self))
            let reason: FeedError.Reason =
                switch status {
                case 429: .rateLimited(words)
                case 500...599: .serviceFailed(status: status)
                case 400...499: .badRequest(words)
                default: .unreadable("unexpected status \(status)")
                }
            throw FeedError(subject: subject, reason: reason)
        }
        guard case .array(let reports) = try FeedBody.root(body, subject: subject) else {
            throw FeedError(subject: subject, reason: .unreadable("it is no array"))
        }
        var observations: [String: [FeedObservation]] = [:]
        for report in reports {
            guard let report = FeedObject(report), let airport = report.text("icaoId"),
                let time = report.integer("obsTime"), let observedAt = OpenWeatherMap.moment(seconds: time)
            else { continue }
            let values = values(of: report)
            guard values.contains(where: { !$0.isNaN }) else { continue }
            observations[airport, default: []].append(FeedObservation(observedAt: observedAt, values: values))
        }
        return observations.mapValues { $0.sorted { $0.observedAt < $1.observedAt } }
    }

    private static func values(of report: FeedObject) -> [Double] {
        let temperature = report.number("temp") ?? .nan
        let humidity = relativeHumidity(temperature: temperature, dewPoint: report.number("dewp") ?? .nan)
        let wind = report.number("wspd").map { $0 * metresPerSecondInKnot } ?? .nan
        return [temperature, report.number("altim") ?? .nan, humidity, wind]
    }

    /// Relative humidity over water.
    ///
    /// Source: O. A. Alduchov and R. E. Eskridge, "Improved Magnus form approximation of saturation vapor pressure",
    /// Journal of Applied Meteorology 35 (1996), doi 10.1175/1520-0450(1996)035<0601:IMFAOS>2.0.CO;2.
    /// - Parameters:
    ///   - temperature: °C.
    ///   - dewPoint: °C.
    /// - Returns: %, at most 100; NaN where one is missing.
    public static func relativeHumidity(temperature: Double, dewPoint: Double) -> Double {
        func exponent(_ celsius: Double) -> Double { 17.625 * celsius / (243.04 + celsius) }
        let humidity = 100 * Double.exp(exponent(dewPoint) - exponent(temperature))
        return humidity.isNaN ? .nan : min(100, humidity)
    }
}
