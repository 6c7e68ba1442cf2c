import JSON
public import Readings

/// Open-Meteo's current values and archive, as asked and as answered.
///
/// Source: open-meteo.com/en/docs. Pressure is that of the mean sea level, as OpenWeatherMap's is; wind at ten metres.
public enum OpenMeteo {
    /// Its names of the weather schema's quantities, in their order.
    public static let variables = ["temperature_2m", "pressure_msl", "relative_humidity_2m", "wind_speed_10m"]

    /// What is asked for the current values of some stations.
    /// - Parameter stations: at least one.
    /// - Returns: one request for all.
    public static func currentRequest(for stations: [Station]) -> FeedRequest {
        FeedRequest(
            path: "/v1/forecast",
            query: places(stations) + [FeedRequest.Parameter("current", variables.joined(separator: ","))] + units)
    }

    /// What is asked for past days.
    /// - Parameters:
    ///   - stations: at least one.
    ///   - first: the first day.
    ///   - last: the last day.
    /// - Returns: one request for all.
    public static func archiveRequest(
        for stations: [Station], from first: CivilDate, through last: CivilDate
    ) -> FeedRequest {
        FeedRequest(
            path: "/v1/archive",
            query: places(stations) + [
                FeedRequest.Parameter("start_date", "\(first)"), FeedRequest.Parameter("end_date", "\(last)"),
                FeedRequest.Parameter("hourly", variables.joined(separator: ",")),
            ] + units)
    }

    /// For how many calls the service takes a request: places × max(1, variables ÷ 10, variables ÷ 10 × days ÷ 14).
    /// - Parameters:
    ///   - places: ≥ 1.
    ///   - variables: ≥ 1.
    ///   - days: ≥ 1.
    /// - Returns: the weight, ≥ 1.
    public static func weight(places: Int, variables: Int, days: Int) -> Double {
        let share = Double(variables) / 10
        return Double(places) * max(1, share, share * Double(days) / 14)
    }

    /// Reads the current values.
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - body: as it came: an object for one place, an array for several.
    ///   - count: places that were asked for.
    ///   - subject: what was asked, for errors.
    /// - Returns: one entry a place, nil where all values are missing.
    /// - Throws: ``FeedError``.
    public static func currentObservations(
        status: Int, body: [UInt8], count: Int, subject: String
    ) throws(FeedError) -> [FeedObservation?] {
        var observations: [FeedObservation?] = []
        for place in try answers(status: status, body: body, count: count, subject: subject) {
            guard let current = place.object("current"), let time = current.integer("time"),
                let observedAt = OpenWeatherMap.moment(seconds: time)
            else { throw FeedError(subject: subject, reason: .unreadable("current.time is missing or no moment")) }
            let values = variables.map { current.number($0) ?? .nan }
            let isEmpty = values.allSatisfy(\.isNaN)
            observations.append(isEmpty ? nil : FeedObservation(observedAt: observedAt, values: values))
        }
        return observations
    }

    /// Reads past days.
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - body: as it came: an object for one place, an array for several.
    ///   - count: places that were asked for.
    ///   - subject: what was asked, for errors.
    /// - Returns: for each place its hours; an hour without any value, as the newest are, is left out.
    /// - Throws: ``FeedError``.
    public static func archiveObservations(
        status: Int, body: [UInt8], count: Int, subject: String
    ) throws(FeedError) -> [[FeedObservation]] {
        var places: [[FeedObservation]] = []
        for place in try answers(status: status, body: body, count: count, subject: subject) {
            guard let hourly = place.object("hourly"), case .array(let times)? = hourly.object["time"] else {
                throw FeedError(subject: subject, reason: .unreadable("hourly.time is missing"))
            }
            var columns: [[JSONValue]] = []
            for name in variables {
                guard case .array(let column)? = hourly.object[name], column.count == times.count else {
                    throw FeedError(
                        subject: subject, reason: .unreadable("hourly.\(name) is missing or not as long as hourly.time")
                    )
                }
                columns.append(column)
            }
            var observations: [FeedObservation] = []
            for (row, time) in times.enumerated() {
                guard let seconds = time.exactInteger, let observedAt = OpenWeatherMap.moment(seconds: seconds) else {
                    throw FeedError(subject: subject, reason: .unreadable("hourly.time[\(row)] is no moment"))
                }
                let values = columns.map { $0[row].double ?? .nan }
                if values.contains(where: { !$0.isNaN }) {
                    observations.append(FeedObservation(observedAt: observedAt, values: values))
                }
            }
            places.append(observations)
        }
        return places
    }

    private static func places(_ stations: [Station]) -> [FeedRequest.Parameter] {
        [
            FeedRequest.Parameter("latitude", stations.map { "\($0.latitude)" }.joined(separator: ",")),
            FeedRequest.Parameter("longitude", stations.map { "\($0.longitude)" }.joined(separator: ",")),
        ]
    }

    private static let units = [
        FeedRequest.Parameter("wind_speed_unit", "ms"), FeedRequest.Parameter("timeformat", "unixtime"),
        FeedRequest.Parameter("timezone", "GMT"),
    ]

    private static func answers(
        status: Int, body: [UInt8], count: Int, subject: String
    ) throws(FeedError) -> [FeedObject] {
        guard status == 200 else { throw failure(status, body: body, subject: subject) }
        let root = try FeedBody.root(body, subject: subject)
        let values: [JSONValue] = if case .array(let values) = root { values } else { [root] }
        let places = values.compactMap { FeedObject($0) }
        if places.count == 1, let refusal = places.first, case .bool(true)? = refusal.object["error"] {
            throw failure(400, body: body, subject: subject)
        }
        guard places.count == values.count, places.count == count else {
            throw FeedError(
                subject: subject, reason: .unreadable("\(places.count) places are answered, \(count) were asked for"))
        }
        return places
    }

    private static func failure(_ status: Int, body: [UInt8], subject: String) -> FeedError {
        let said = (try? JSONDocument(parsing: body).root).flatMap { FeedObject($0)?.text("reason") }
        let words = said.map(FeedWords.shown) ?? "HTTP status \(status)"
        let isLimit = status == 429 || words.contains("limit exceeded") || words.contains("Too many concurrent")
        let reason: FeedError.Reason =
            switch status {
            case _ where isLimit: .rateLimited(words)
            case 401, 403: .keyRefused(words)
            case 500...599: .serviceFailed(status: status)
            case 400...499: .badRequest(words)
            default: .unreadable("unexpected status \(status)")
            }
        return FeedError(subject: subject, reason: reason)
    }
}
