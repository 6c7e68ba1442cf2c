import Readings

/// The setting that names stations.
struct StationList {
    let stations: [Station]

    /// Nil for a name that is none of the ten cities and says no coordinates, and for a name given twice.
    ///
    /// `London,Oslo:59.91:10.75:ENGM`; an empty text means the ten cities.
    init?(_ text: String) {
        guard !text.isEmpty else {
            stations = Station.worldCities
            return
        }
        var stations: [Station] = []
        for entry in text.split(separator: ",") {
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false).map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard let station = Self.station(parts), !stations.contains(where: { $0.name == station.name }) else {
                return nil
            }
            stations.append(station)
        }
        guard !stations.isEmpty else { return nil }
        self.stations = stations
    }

    private static func station(_ parts: [String]) -> Station? {
        let name = parts[0]
        switch parts.count {
        case 1:
            return Station.worldCities.first { $0.name.lowercased() == name.lowercased() }
        case 3, 4:
            guard !name.isEmpty, let latitude = Double(parts[1]), (-90...90).contains(latitude),
                let longitude = Double(parts[2]), (-180...180).contains(longitude)
            else { return nil }
            let airport = parts.count == 4 ? parts[3] : nil
            return Station(name: name, latitude: latitude, longitude: longitude, airport: airport)
        default:
            return nil
        }
    }
}
