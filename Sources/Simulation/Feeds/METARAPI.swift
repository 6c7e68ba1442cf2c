import JSON
public import Readings
import RealModule

/// aviationweather.gov's `GET /api/data/metar?format=json`: reports at minute 51 of each hour, in whole degrees and
/// knots as airports send them.
public struct METARAPI: Sendable {
    private let world: SimulatedWorld

    /// The service.
    /// - Parameter world: what it reports.
    public init(world: SimulatedWorld) {
        self.world = world
    }

    /// The newest reports of some airports, newest first.
    public func answer(to query: QueryParameters, at moment: Timestamp, isIncomplete: Bool = false) -> SimulatedAnswer {
        let hours = max(1, min(query["hours"].flatMap(Double.init).map { Int($0.rounded(.up)) } ?? 1, 360))
        let wanted = (query["ids"] ?? "").uppercased().split(separator: ",").map(String.init)
        guard !wanted.isEmpty else { return SimulatedAnswer(status: 400, text: "error: no station ids were given") }
        let stations = wanted.compactMap { id in world.stations.first { $0.airport == id } }
        let lastHour = moment.advanced(minutes: -51).hourIndex
        let times = (0..<Int64(hours)).map { Timestamp(hourIndex: lastHour - $0).advanced(minutes: 51) }
            .filter { $0 > moment.advanced(hours: -hours) }
        guard !stations.isEmpty, !times.isEmpty else { return SimulatedAnswer(status: 204, text: "") }
        return SimulatedAnswer { writer in
            writer.array { writer in
                for station in stations {
                    for time in times { report(station, time, isIncomplete: isIncomplete, to: &writer) }
                }
            }
        }
    }

    private func report(_ station: Station, _ time: Timestamp, isIncomplete: Bool, to writer: inout JSONWriter) {
        let values = world.values(of: .metar, at: station, time)
        writer.object { writer in
            writer.member("icaoId", station.airport ?? "")
            writer.member("obsTime", Int(time.milliseconds / 1000))
            writer.member("reportTime", "\(time)")
            if !isIncomplete {
                writer.member("temp", values[0].rounded())
                writer.member("dewp", Self.dewPoint(temperature: values[0], humidity: values[2]).rounded())
                writer.member("wdir", "VRB")
                writer.member("wspd", (values[3] * 3600 / 1852).rounded())
                writer.member("altim", values[1].rounded())
            }
            writer.member("visib", "10+")
            writer.member("lat", station.latitude)
            writer.member("lon", station.longitude)
            writer.member("name", station.name)
        }
    }

    /// The inverse of ``METAR/relativeHumidity(temperature:dewPoint:)``, with the same constants.
    private static func dewPoint(temperature: Double, humidity: Double) -> Double {
        let exponent = Double.log(max(humidity, 1) / 100) + 17.625 * temperature / (243.04 + temperature)
        return 243.04 * exponent / (17.625 - exponent)
    }
}
