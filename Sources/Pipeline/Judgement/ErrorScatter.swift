/// How much the errors of one-hour forecasts of a sensor scatter from hour to hour, against what is usual.
///
/// The measure is the root of half the mean square successive difference (J. von Neumann and others, "The Mean Square
/// Successive Difference", 1941, doi 10.1214/aoms/1177731746): noise of a sensor widens it more than a storm does, whose
/// errors last for hours.
struct ErrorScatter: Sendable {
    /// Hours that are looked at.
    static let hours = 12
    /// How far one error counts, in standard deviations: a single impossible value is no scatter.
    private static let longestError = 8.0
    /// The share of trusted hours whose scatter is usual.
    private static let usualShare = 0.999

    /// The largest usual scatter, > 0.
    private let peak: Double

    /// Fits to trusted hours.
    /// - Parameter errors: for each station one error an hour, in standard deviations, NaN where missing.
    init(of errors: [[Double]]) {
        let scatters = errors.flatMap { station in
            station.indices.compactMap { Self.scatter(of: station, through: $0) }
        }.sorted()
        let place = min(scatters.count - 1, Int(Double(scatters.count) * Self.usualShare))
        peak = place >= 0 && scatters[place] > 0 ? scatters[place] : 1
    }

    /// The scatter of the last hours, as a multiple of the largest that is usual.
    /// - Parameters:
    ///   - errors: a station's.
    ///   - hour: the last hour.
    /// - Returns: ≥ 0; nil where fewer than half of the hours are known.
    func multiple(of errors: [Double], through hour: Int) -> Double? {
        Self.scatter(of: errors, through: hour).map { $0 / peak }
    }

    private static func scatter(of errors: [Double], through hour: Int) -> Double? {
        var (squares, count) = (0.0, 0.0)
        var before = Double.nan
        for place in max(0, hour - hours)...hour {
            let error = limited(errors[place])
            let step = error - before
            before = error
            if step.isNaN { continue }
            squares += step * step
            count += 1
        }
        return count >= Double(hours / 2) ? (squares / (2 * count)).squareRoot() : nil
    }

    private static func limited(_ error: Double) -> Double {
        error.isNaN ? error : min(max(error, -longestError), longestError)
    }
}
