import Learning
public import Readings

/// A lasting fault of one sensor, put into healthy hours to see whether and when it is found.
public struct InjectedFeedFault: Sendable, Equatable {
    /// What happens to the values.
    public enum Kind: Sendable, Equatable {
        /// An amount is added, in full from the first hour on.
        case bias(Double)
        /// An amount is added little by little, in full after as many hours.
        case ramp(Double, hours: Int)
        /// Values come in another unit.
        case unit(MeasurementUnit)
        /// Normal noise of this standard deviation is added.
        case noise(Double)
        /// The last value is repeated.
        case stuck
        /// Values are multiplied.
        case scale(Double)
        /// One value is repeated.
        case constant(Double)
        /// Nothing comes for as many hours.
        case gap(hours: Int)
        /// An amount is added to a single hour.
        case spike(Double)
    }

    /// What people call it.
    public let name: String
    /// What happens.
    public let kind: Kind

    /// The cause that should be told.
    public var cause: FeedCause {
        switch kind {
        case .bias, .ramp: .offset
        case .unit: .unit
        case .noise: .noise
        case .stuck: .stuck
        case .scale: .scale
        case .constant: .constant
        case .gap: .gap
        case .spike: .spike
        }
    }

    /// The faults that a sensor is tried with.
    /// - Parameters:
    ///   - quantity: what it measures.
    ///   - spread: the standard deviation of its one-hour forecast errors, in its unit: faults of sensors other than
    ///     thermometers of the air are as large against it as those of a thermometer are, 3 °C against 0.9 °C.
    /// - Returns: bias, ramp, other unit (for quantities that have one), noise, stuck, then scale, constant, gap, spike.
    public static func all(of quantity: Quantity, spread: Double) -> [InjectedFeedFault] {
        let amount = quantity == .airTemperature ? 3 : 3.2 * spread
        let named = "\(Self.text(amount)) \(quantity.unit)"
        let other = MeasurementUnit.units(of: quantity).dropFirst().first
        return [
            InjectedFeedFault(name: "bias +\(named)", kind: .bias(amount)),
            InjectedFeedFault(name: "ramp to +\(named) in 30 days", kind: .ramp(amount, hours: 720)),
            other.map { InjectedFeedFault(name: "\(quantity.unit) → \($0.rawValue)", kind: .unit($0)) },
            InjectedFeedFault(name: "noise of \(named)", kind: .noise(amount)),
            InjectedFeedFault(name: "stuck", kind: .stuck),
            InjectedFeedFault(name: "scale × 1.3", kind: .scale(1.3)),
            InjectedFeedFault(name: "constant 0", kind: .constant(0)),
            InjectedFeedFault(name: "gap of 36 h", kind: .gap(hours: 36)),
            InjectedFeedFault(name: "spike +\(Self.text(5 * amount)) \(quantity.unit)", kind: .spike(5 * amount)),
        ].compactMap { $0 }
    }

    /// Values with the fault from an hour on.
    /// - Parameters:
    ///   - values: one an hour, NaN where missing.
    ///   - start: the first hour concerned.
    ///   - seed: of noise.
    /// - Returns: as many values; missing ones stay missing.
    public func applied(to values: [Double], from start: Int, seed: UInt64) -> [Double] {
        var values = values
        var random = Xoshiro256(seed: seed, stream: UInt64(start))
        let last = values[..<start].last { !$0.isNaN } ?? .nan
        for hour in start..<values.count where !values[hour].isNaN {
            let value = values[hour]
            let since = hour - start
            values[hour] =
                switch kind {
                case .bias(let amount): value + amount
                case .ramp(let amount, let hours): value + amount * min(1, Double(since) / Double(hours))
                case .unit(let unit): unit.fromSchemaUnit(value)
                case .noise(let deviation): value + deviation * random.normal()
                case .stuck: last
                case .scale(let factor): value * factor
                case .constant(let constant): constant
                case .gap(let hours): since < hours ? .nan : value
                case .spike(let amount): since == 0 ? value + amount : value
                }
        }
        return values
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension MeasurementUnit {
    /// Brings a value of the schema's unit to this one; conversions are linear.
    fileprivate func fromSchemaUnit(_ value: Double) -> Double {
        let zero = inSchemaUnit(0)
        return (value - zero) / (inSchemaUnit(1) - zero)
    }
}

extension Xoshiro256 {
    /// Nearly normal with mean 0 and variance 1: the sum of twelve uniform numbers less six.
    fileprivate mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + uniform() }
    }
}
