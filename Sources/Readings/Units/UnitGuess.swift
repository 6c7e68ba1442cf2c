/// The unit in which a column gives a quantity, and how that is known.
public struct UnitGuess: Sendable, Equatable {
    /// How the unit is known.
    public enum Evidence: String, Sendable {
        /// Somebody said so.
        case stated
        /// The column's name carries it.
        case header
        /// Only this unit fits the values.
        case values
        /// Nothing tells; it is the schema's own unit.
        case assumed
    }

    /// The unit.
    public let unit: MeasurementUnit
    /// How it is known.
    public let evidence: Evidence
    /// What speaks against it, for people; nil when nothing does.
    public let doubt: String?

    /// A unit that is known.
    /// - Parameters:
    ///   - unit: the unit.
    ///   - evidence: how it is known.
    ///   - doubt: what speaks against it.
    public init(_ unit: MeasurementUnit, _ evidence: Evidence, doubt: String? = nil) {
        self.unit = unit
        self.evidence = evidence
        self.doubt = doubt
    }

    /// Guesses the unit of a column; nil for quantities without known units.
    /// - Parameters:
    ///   - quantity: what the column holds.
    ///   - header: the column's name.
    ///   - sample: some of its values, NaN where missing.
    public init?(of quantity: Quantity, header: String, sample: [Double]) {
        guard let own = MeasurementUnit.units(of: quantity).first else { return nil }
        let range = MiddleRange(of: sample)
        let fitting = range.map { range in
            MeasurementUnit.units(of: quantity).filter { $0.usual(of: quantity).map(range.fits) ?? true }
        }
        if let named = MeasurementUnit(header: header, of: quantity) {
            let doubt = range.flatMap { range in
                fitting.flatMap { $0.isEmpty || $0.contains(named) ? nil : Self.misfit(range, named, $0) }
            }
            self.init(named, .header, doubt: doubt)
        } else if let range, let fitting, !fitting.contains(own) {
            if fitting.count == 1, let only = fitting.first {
                self.init(only, .values)
            } else {
                self.init(own, .assumed, doubt: Self.misfit(range, own, fitting))
            }
        } else {
            self.init(own, .assumed)
        }
    }

    private static func misfit(_ range: MiddleRange, _ unit: MeasurementUnit, _ fitting: [MeasurementUnit]) -> String {
        let others = fitting.map(\.rawValue).joined(separator: " or ")
        return "values from \(range.low) to \(range.high) are unusual in \(unit.rawValue)"
            + (others.isEmpty ? "" : ", they would fit \(others)")
    }
}

/// Where nearly all of a sample's values lie.
private struct MiddleRange {
    let low: Double
    let high: Double

    /// Nil for a sample without values. A hundredth at each end is left out, since feeds have faults.
    init?(of sample: [Double]) {
        let sorted = sample.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let trimmed = sorted.count / 100
        low = sorted.count > 100 ? sorted[trimmed] : first
        high = sorted.count > 100 ? sorted[sorted.count - 1 - trimmed] : last
    }

    func fits(_ usual: ClosedRange<Double>) -> Bool {
        usual.contains(low) && usual.contains(high)
    }
}

extension MeasurementUnit {
    /// Between which values weather lies at inhabited places, in this unit; nil where every value is usual.
    fileprivate func usual(of quantity: Quantity) -> ClosedRange<Double>? {
        guard [.airTemperature, .airPressure, .relativeHumidity, .windSpeed].contains(quantity) else { return nil }
        return switch self {
        case .celsius: -60...52
        case .fahrenheit: -76...126
        case .kelvin: 213...325
        case .hectopascal: 600...1085
        case .kilopascal: 60...108.5
        case .pascal: 60_000...108_500
        case .inchOfMercury: 17.7...32.1
        case .millimetreOfMercury: 450...814
        case .metrePerSecond: 0...45
        case .kilometrePerHour: 0...162
        case .milePerHour: 0...101
        case .knot: 0...88
        // A percentage that never exceeds 1 is a part of one; the air is never that dry for a whole sample.
        case .percent: 1.000_001...105
        case .fraction: 0...1
        case .millimetrePerSecond, .inchPerSecond, .revolutionPerMinute: nil
        }
    }
}
