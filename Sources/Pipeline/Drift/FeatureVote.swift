public import Features
import Readings

/// Whether a feature has a say in the verdict, and with whom.
///
/// A fault of one thermometer moves 23 of 32 columns, one of a barometer 3; the calendar moves every window. So columns
/// do not vote one by one: what is made of one sensor votes together, and what says nothing of its own does not.
public struct FeatureVote: Sendable, Equatable {
    /// What a feature is made of.
    public enum Kind: String, Sendable {
        /// A column of no known schema.
        case column
        /// The present value of a sensor.
        case sensor
        /// A statistic of a sensor's last hours.
        case rolling
        /// A sensor's value some hours ago.
        case lag
        /// A sensor's departure from what is usual.
        case departure
        /// A part of the calendar: moves in every window shorter than a year.
        case calendar
        /// A product of two sensors, each of which votes itself.
        case product
    }

    /// What the feature is made of.
    public let kind: Kind
    /// The group that the feature votes in, named after its sensor or, without one, itself; nil when it reports only.
    public let group: String?
    /// The unit of the values as shown to people; nil where it is unknown or there is none.
    public let unit: String?

    /// The vote of a column.
    /// - Parameters:
    ///   - name: the column's name.
    ///   - schema: what the columns are of; nil, or a schema without the name, makes the column vote for itself.
    public init(ofFeature name: String, schema: FeatureSchema?) {
        guard let schema, let feature = schema.features.first(where: { $0.name == name }) else {
            (kind, group, unit) = (.column, name, nil)
            return
        }
        let quantities = schema.sensors.quantities
        func sensor(_ place: Int) -> (group: String?, unit: String?) {
            quantities.indices.contains(place) ? (quantities[place].name, quantities[place].unit) : (name, nil)
        }
        switch feature.definition {
        case .sensor(let place): (kind, (group, unit)) = (.sensor, sensor(place))
        case .rolling(let place, _, _): (kind, (group, unit)) = (.rolling, sensor(place))
        case .lag(let place, _): (kind, (group, unit)) = (.lag, sensor(place))
        case .departure(let place, _): (kind, (group, unit)) = (.departure, sensor(place))
        case .calendar: (kind, group, unit) = (.calendar, nil, nil)
        case .product(let left, let right):
            let units = [sensor(left).unit, sensor(right).unit].compactMap(\.self)
            (kind, group, unit) = (.product, nil, units.count == 2 ? units.joined(separator: " · ") : nil)
        }
    }
}
