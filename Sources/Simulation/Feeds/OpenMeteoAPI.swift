import Feeds
import JSON
public import Readings

/// Open-Meteo's `GET /v1/forecast` with `current` and `GET /v1/archive` with `hourly`, in the units and the time format
/// that the collector asks for.
///
/// Model values are the truth with an error of their own of some tenths of a degree.
public struct OpenMeteoAPI: Sendable {
    private let world: SimulatedWorld
    private let lagHours: Int

    /// The service.
    /// - Parameters:
    ///   - world: what it reports.
    ///   - lagHours: hours of the newest past that the archive does not have yet; they are null.
    public init(world: SimulatedWorld, lagHours: Int = 48) {
        self.world = world
        self.lagHours = lagHours
    }

    /// The current values at some places.
    public func current(_ query: QueryParameters, at moment: Timestamp, isIncomplete: Bool = false) -> SimulatedAnswer {
        let stations: [Station]
        switch places(query) {
        case .success(let found): stations = found
        case .failure(let refusal): return refusal.answer
        }
        let observed = Timestamp(milliseconds: moment.milliseconds / 900_000 * 900_000)
        return answer(stations) { station, writer in
            writer.name("current")
            writer.object { writer in
                writer.member("time", Int(observed.milliseconds / 1000))
                writer.member("interval", 900)
                let values = modelled(station, observed)
                for (name, value) in zip(OpenMeteo.variables, values) {
                    writer.member(name, isIncomplete ? .nan : value)
                }
            }
        }
    }

    /// The hours of past days at some places; those that are not in the archive yet are null.
    public func archive(_ query: QueryParameters, at moment: Timestamp, isIncomplete: Bool = false) -> SimulatedAnswer {
        let stations: [Station]
        switch places(query) {
        case .success(let found): stations = found
        case .failure(let refusal): return refusal.answer
        }
        guard let first = query["start_date"].flatMap({ Timestamp(iso8601: $0) })?.dayIndex,
            let last = query["end_date"].flatMap({ Timestamp(iso8601: $0) })?.dayIndex, first <= last,
            last - first < 36_600
        else { return Self.refusal("Parameter 'start_date' and 'end_date' must be set") }
        guard last <= moment.dayIndex else {
            return Self.refusal("Parameter 'end_date' is out of allowed range")
        }
        let newest = moment.advanced(hours: -lagHours)
        let hours = (first * 24...last * 24 + 23).map { Timestamp(hourIndex: $0) }
        return answer(stations) { station, writer in
            let rows = hours.map { $0 <= newest && !isIncomplete ? modelled(station, $0) : nil }
            writer.name("hourly")
            writer.object { writer in
                writer.name("time")
                writer.array { writer in
                    for hour in hours { writer.value(Int(hour.milliseconds / 1000)) }
                }
                for (place, name) in OpenMeteo.variables.enumerated() {
                    writer.name(name)
                    writer.array { writer in
                        for row in rows { writer.value(row?[place] ?? .nan) }
                    }
                }
            }
        }
    }

    /// The answer of a service that was called too often.
    static let tooManyCalls = SimulatedAnswer(status: 429) { writer in
        writer.object { writer in
            writer.member("error", true)
            writer.member("reason", "Minutely API request limit exceeded. Please try again in one minute.")
        }
    }

    private struct Refusal: Error {
        let answer: SimulatedAnswer
    }

    private func places(_ query: QueryParameters) -> Result<[Station], Refusal> {
        guard let latitudes = query.numbers("latitude"), let longitudes = query.numbers("longitude"),
            latitudes.count == longitudes.count, !latitudes.isEmpty
        else { return .failure(Refusal(answer: Self.refusal("Parameter 'latitude' and 'longitude' must be set"))) }
        guard zip(latitudes, longitudes).allSatisfy({ abs($0) <= 90 && abs($1) <= 180 }) else {
            return .failure(Refusal(answer: Self.refusal("Latitude must be in range of -90 to 90°.")))
        }
        let names = PlaceNames(stations: world.stations)
        return .success(zip(latitudes, longitudes).map { names.near(latitude: $0, longitude: $1) })
    }

    private func answer(
        _ stations: [Station], _ write: (Station, inout JSONWriter) -> Void
    ) -> SimulatedAnswer {
        func place(_ number: Int, _ station: Station, _ writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("latitude", station.latitude)
                writer.member("longitude", station.longitude)
                writer.member("utc_offset_seconds", 0)
                writer.member("timezone", "GMT")
                if number > 0 { writer.member("location_id", number) }
                write(station, &writer)
            }
        }
        return SimulatedAnswer { writer in
            if stations.count == 1 {
                place(0, stations[0], &writer)
            } else {
                writer.array { writer in
                    for (number, station) in stations.enumerated() { place(number, station, &writer) }
                }
            }
        }
    }

    /// The model's values, rounded as the service rounds them.
    private func modelled(_ station: Station, _ moment: Timestamp) -> [Double] {
        // A model knows the weather of a cell, an hour's fraction late.
        let values = world.values(of: .openMeteo, at: station, moment)
        let earlier = world.values(of: .openMeteo, at: station, moment.advanced(minutes: -20))
        let blended = zip(values, earlier).map { 0.6 * $0 + 0.4 * $1 }
        return [
            (blended[0] * 10).rounded() / 10, (blended[1] * 10).rounded() / 10, blended[2].rounded(),
            (blended[3] * 100).rounded() / 100,
        ]
    }

    private static func refusal(_ reason: String) -> SimulatedAnswer {
        SimulatedAnswer(status: 400) { writer in
            writer.object { writer in
                writer.member("error", true)
                writer.member("reason", reason)
            }
        }
    }
}
