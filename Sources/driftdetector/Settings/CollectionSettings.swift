import Ingestion
import Readings

/// What is collected, from where.
struct CollectionSettings {
    /// The services, by the names that readings carry.
    enum Source: String, CaseIterable {
        case openWeatherMap = "openweathermap"
        case openMeteo = "open-meteo"
        case metar
    }

    let stations: [Station]
    /// The first one that is not METAR is learned from.
    let sources: [Source]
    let fillsFromArchive: Bool
    let minute: Int
    /// Secret.
    let openWeatherKey: String?
    let openWeatherBase: String
    let openWeatherDailyCalls: Int
    let openMeteoBase: String
    let openMeteoArchive: String
    let openMeteoDailyCalls: Int
    let metarBase: String

    init(_ reader: SettingReader) throws(SettingsError) {
        let key = reader.optional(.openWeatherAPIKey)
        openWeatherKey = key
        stations = try reader.value(.collectStations, expected: SettingKey.collectStations.summary) {
            StationList($0)?.stations
        }
        sources = try reader.value(
            .collectSources, expected: "auto, or a list of \(Source.allCases.map(\.rawValue).joined(separator: ", "))"
        ) { Self.sources($0, hasKey: key != nil) }
        fillsFromArchive = try reader.value(.collectArchive, expected: "open-meteo-archive or none") {
            ["open-meteo-archive": true, "none": false][$0]
        }
        minute = try reader.number(.collectMinute, in: 0...59)
        openWeatherBase = try reader.address(.openWeatherBaseURL)
        openWeatherDailyCalls = try reader.number(.openWeatherDailyCalls, in: 0...100_000_000)
        openMeteoBase = try reader.address(.openMeteoBaseURL)
        openMeteoArchive = try reader.address(.openMeteoArchiveURL)
        openMeteoDailyCalls = try reader.number(.openMeteoDailyCalls, in: 0...100_000_000)
        metarBase = try reader.address(.metarBaseURL)
    }

    private static func sources(_ text: String, hasKey: Bool) -> [Source]? {
        if text == "auto" { return [hasKey ? .openWeatherMap : .openMeteo, .metar] }
        let names = text.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
        let sources = names.compactMap { Source(rawValue: String($0)) }
        guard sources.count == names.count, Set(sources).count == sources.count,
            sources.contains(where: { $0 != .metar })
        else { return nil }
        return sources
    }
}
