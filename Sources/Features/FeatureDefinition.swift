/// How one feature is computed from the readings of its station. Sensors are places in the reading's values.
public enum FeatureDefinition: Hashable, Sendable {
    /// What is taken of the values inside a window.
    public enum Statistic: String, Hashable, Sendable, CaseIterable {
        /// Arithmetic mean; needs one value.
        case mean
        /// Standard deviation with n − 1 below the line; needs two values.
        case std
        /// Least value; needs one.
        case min
        /// Greatest value; needs one.
        case max
    }

    /// What is taken of the moment, in UTC.
    public enum CalendarPart: String, Hashable, Sendable, CaseIterable {
        /// sin(2π·hour/24), hour 0 … 23.
        case hourSin = "hour_sin"
        /// cos(2π·hour/24).
        case hourCos = "hour_cos"
        /// Monday = 0 … Sunday = 6.
        case dayOfWeek = "day_of_week"
        /// 1 … 12.
        case month
    }

    /// What a present value is compared with: the station's own past, the present left out.
    public enum Usual: Hashable, Sendable {
        /// The median of the values of [t − hours, t), of two middle ones their mean; needs one.
        case median(hours: Int)
        /// The arithmetic mean of the values of [t − hours, t); needs one.
        case mean(hours: Int)
        /// The value at exactly t − hours.
        case lag(hours: Int)

        /// Such as `median_3h`, `mean_24h` and `24h_ago`.
        public var name: String {
            switch self {
            case .median(let hours): "median_\(hours)h"
            case .mean(let hours): "mean_\(hours)h"
            case .lag(let hours): "\(hours)h_ago"
            }
        }

        /// How far it looks back, ≥ 1.
        public var hours: Int {
            switch self {
            case .median(let hours), .mean(let hours), .lag(let hours): hours
            }
        }
    }

    /// The present value of a sensor.
    case sensor(Int)
    /// A statistic over the window (t − hours, t], the present value included, missing values skipped.
    case rolling(sensor: Int, hours: Int, Statistic)
    /// The value at exactly t − hours.
    case lag(sensor: Int, hours: Int)
    /// A part of the present moment.
    case calendar(CalendarPart)
    /// The product of two present values.
    case product(Int, Int)
    /// The present value less what is usual.
    case departure(sensor: Int, from: Usual)

    /// The computation in words of its own, which no compiler and no renaming changes: fingerprints rest on it.
    var canonicalText: String {
        switch self {
        case .sensor(let sensor): "sensor \(sensor)"
        case .rolling(let sensor, let hours, let statistic): "\(statistic.rawValue) of sensor \(sensor) over \(hours) h"
        case .lag(let sensor, let hours): "sensor \(sensor) \(hours) h ago"
        case .calendar(let part): part.rawValue
        case .product(let left, let right): "sensor \(left) x sensor \(right)"
        case .departure(let sensor, .median(let hours)): "sensor \(sensor) less the median of \(hours) h before"
        case .departure(let sensor, .mean(let hours)): "sensor \(sensor) less the mean of \(hours) h before"
        case .departure(let sensor, .lag(let hours)): "sensor \(sensor) less itself \(hours) h ago"
        }
    }
}
