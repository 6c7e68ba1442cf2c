extension ForecastFan {
    /// How many outcomes lie inside of each band.
    package var sentence: String {
        let told = bands.indices.map { place in
            let (inside, count) = inside(band: place)
            return "\(inside) of \(count) inside of \(ForecastQuality.name(ofLevel: bands[place].level))"
        }
        return told.isEmpty ? "The forecasts have no intervals." : "Outcomes: \(told.joined(separator: ", "))."
    }
}
