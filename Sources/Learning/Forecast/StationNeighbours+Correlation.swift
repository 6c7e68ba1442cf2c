import Features
public import Readings

extension StationNeighbours {
    /// Hours that two stations must have in common.
    private static let fewestHours = 336
    /// Older hours tell nothing of which stations are near.
    private static let mostHours = 8_760
    /// Stations that agree less live under other weather.
    private static let leastCorrelation = 0.5

    /// Finds the stations whose weather changes alike.
    ///
    /// Near is what correlates: changes from one day to the next, which have neither a level nor a daily cycle in them,
    /// averaged over the sensors. No coordinates are needed, which most readings come without; two stations with a ridge
    /// between them are not near.
    /// - Parameters:
    ///   - series: each station's name and readings, doubted values missing.
    ///   - count: neighbours that a station gets at the most.
    ///   - cut: nothing measured at or after it is looked at.
    public init(of series: [(station: String, series: StationSeries)], count: Int, before cut: Timestamp) {
        guard count > 0 else {
            self = .none
            return
        }
        let last = cut.hourIndex - 1
        let changes = series.map { Self.dailyChanges(of: $0.series, from: last - Int64(Self.mostHours) + 1, to: last) }
        var found = [[(name: String, correlation: Double)]](repeating: [], count: series.count)
        for left in series.indices {
            for right in series.indices.dropFirst(left + 1) {
                let correlation = Self.correlation(changes[left], changes[right])
                guard correlation >= Self.leastCorrelation else { continue }
                found[left].append((series[right].station, correlation))
                found[right].append((series[left].station, correlation))
            }
        }
        let nearest = zip(series, found).map { entry, near in
            let sorted = near.sorted { ($1.correlation, $0.name) < ($0.correlation, $1.name) }
            return (entry.station, sorted.prefix(count).map(\.name))
        }
        self = StationNeighbours(Dictionary(nearest) { first, _ in first }) ?? .none
    }

    /// For each sensor and hour the value less that of a day before, NaN where one of them is missing.
    private static func dailyChanges(of series: StationSeries, from first: Int64, to last: Int64) -> [[Double]] {
        HourlyGrid(of: series, from: first, through: last).columns.map { column in
            column.indices.map { $0 < 24 ? .nan : column[$0] - column[$0 - 24] }
        }
    }

    /// The mean of the sensors' correlations; NaN where no sensor has enough hours in common.
    private static func correlation(_ left: [[Double]], _ right: [[Double]]) -> Double {
        var sum = 0.0
        var count = 0.0
        for (left, right) in zip(left, right) {
            let known = zip(left, right).filter { !$0.isNaN && !$1.isNaN }
            guard known.count >= fewestHours else { continue }
            let hours = Double(known.count)
            let means = known.reduce((0, 0)) { ($0.0 + $1.0 / hours, $0.1 + $1.1 / hours) }
            var squares = (left: 0.0, right: 0.0, product: 0.0)
            for (x, y) in known {
                squares.left += (x - means.0) * (x - means.0)
                squares.right += (y - means.1) * (y - means.1)
                squares.product += (x - means.0) * (y - means.1)
            }
            guard squares.left > 0, squares.right > 0 else { continue }
            sum += squares.product / (squares.left * squares.right).squareRoot()
            count += 1
        }
        return count > 0 ? sum / count : .nan
    }
}
