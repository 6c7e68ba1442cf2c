import Features

/// The setting that says how far ahead forecasts are made.
struct HorizonList {
    static let expected = "whole hours, ascending, 1 to \(ForecastSchema.longestHorizon), such as 1,3,6,12,24"

    let hours: [Int]

    /// Nil for what is no such list.
    init?(_ text: String) {
        var hours: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let hour = Int(part.trimmingPrefix { $0 == " " }), hour > hours.last ?? 0,
                hour <= ForecastSchema.longestHorizon
            else { return nil }
            hours.append(hour)
        }
        self.hours = hours
    }
}
