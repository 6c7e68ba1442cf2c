import Foundation
import Readings

/// Finds a station as OpenWeatherMap finds a city.
struct PlaceNames {
    let stations: [Station]

    /// By `q`: city, or city and country, or city, state and country; accents and case do not count.
    func named(_ text: String) -> Station? {
        let parts = text.split(separator: ",").map { Self.plain(String($0)) }
        guard let city = parts.first else { return nil }
        return stations.first { station in
            Self.plain(station.name) == city
                && (parts.count == 1 || station.country.map { Self.plain($0) == parts[parts.count - 1] } ?? false)
        }
    }

    /// The station within a tenth of a degree of a place, otherwise one of that place's own.
    func near(latitude: Double, longitude: Double) -> Station {
        let near = stations.first {
            abs($0.latitude - latitude) < 0.1 && abs($0.longitude - longitude) < 0.1
        }
        return near ?? Station(name: "\(latitude),\(longitude)", latitude: latitude, longitude: longitude)
    }

    private static func plain(_ text: String) -> String {
        // A query in the manner of a form has `+` for a space, and no city has a plus in its name.
        text.replacingOccurrences(of: "+", with: " ").trimmingCharacters(in: .whitespaces)
            .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "en_US_POSIX"))
    }
}
