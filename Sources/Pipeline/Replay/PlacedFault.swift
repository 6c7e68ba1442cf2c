import Learning
public import Readings

/// A fault or a change of the world with its place in history.
public struct PlacedFault: Sendable, Equatable {
    /// In words, such as `bias of +4 °C in temperature of EWR`.
    public let words: String
    /// The station; nil for a change of the world.
    public let station: String?
    /// The sensor.
    public let sensor: String
    /// The first moment.
    public let from: Timestamp
    /// The first moment that is healthy again, at most the end of history.
    public let to: Timestamp
    let sensorPlace: Int
    let fault: InjectedFeedFault
    let seed: UInt64

    /// Whether it is a change of the weather that models must learn, and no fault.
    public var isOfWorld: Bool { station == nil }

    private static let usualHours = 30 * 24
    /// Standard deviations of an hour's change that a usual fault is as large as.
    private static let usualDeviations = 3.2

    /// Finds the place of a fault.
    /// - Parameters:
    ///   - fault: what is put in.
    ///   - hours: the history.
    ///   - stretch: hours that are replayed after the first training.
    ///   - seed: of what is left open, and of noise.
    /// - Throws: ``PipelineError`` when there is no such station or sensor, or the fault lies outside of the stretch.
    init(_ fault: ReplayFault, in hours: FeedHours, stretch: Range<Int>, seed: UInt64) throws(PipelineError) {
        func refused(_ problem: String) -> PipelineError {
            PipelineError(subject: "--inject \(fault.kind.rawValue)", reason: .unplaceable(problem))
        }
        var random = Xoshiro256(seed: seed, stream: 0x7265_706c_6179)
        let names = hours.stationNames
        let quantities = hours.schema.quantities
        guard let place = fault.sensor.map({ hours.schema.index(of: $0) }) ?? 0 else {
            throw refused(
                "there is no sensor \(fault.sensor ?? ""); there are "
                    + quantities.map(\.name).joined(separator: ", "))
        }
        let chosen = Int.random(in: 0..<max(1, names.count), using: &random)
        let half = max(1, stretch.count / 2)
        let begin = stretch.lowerBound + stretch.count / 4 + Int.random(in: 0..<half, using: &random)
        if let name = fault.station, name != ReplayFault.everywhere, !names.contains(name) {
            throw refused("there is no station \(name); there are \(names.joined(separator: ", "))")
        }
        let isOfWorld = fault.station == ReplayFault.everywhere
        let first = fault.from.map { hours.hour(of: $0) } ?? begin
        let last =
            fault.to.map { hours.hour(of: $0) } ?? (isOfWorld ? stretch.upperBound : first + Self.usualHours)
        guard stretch.contains(first), last > first else {
            throw refused(
                "\(hours.time(ofHour: first)) does not lie between the first training and the end, "
                    + "\(hours.time(ofHour: stretch.lowerBound)) and \(hours.time(ofHour: stretch.upperBound))")
        }
        let quantity = quantities[place]
        let usual = quantity == .airTemperature ? 3 : Self.usualDeviations * Self.hourlyChange(place, hours)
        let end = min(last, stretch.upperBound)
        guard
            let kind = Self.kind(fault, quantity: quantity, usual: usual, hours: end - first)
        else { throw refused("\(quantity.name) has no other unit") }
        self.seed = seed
        sensorPlace = place
        sensor = quantity.name
        station = isOfWorld ? nil : fault.station ?? names[chosen]
        from = hours.time(ofHour: first)
        to = hours.time(ofHour: end)
        let size = Self.words(for: kind, unit: quantity.unit)
        words = "\(fault.kind.rawValue)\(size) in \(quantity.name) of \(station ?? "all stations")"
        self.fault = InjectedFeedFault(name: words, kind: kind)
    }

    private static func kind(
        _ fault: ReplayFault, quantity: Quantity, usual: Double, hours: Int
    ) -> InjectedFeedFault.Kind? {
        switch fault.kind {
        case .bias: .bias(fault.amount ?? usual)
        case .ramp: .ramp(fault.amount ?? usual, hours: hours)
        case .unit: MeasurementUnit.units(of: quantity).dropFirst().first.map { .unit($0) }
        case .noise: .noise(fault.amount ?? usual)
        case .stuck: .stuck
        case .scale: .scale(fault.amount ?? 1.3)
        case .constant: .constant(fault.amount ?? 0)
        case .gap: .gap(hours: hours)
        }
    }

    /// How large a fault is, in words.
    private static func words(for kind: InjectedFeedFault.Kind, unit: String) -> String {
        func size(_ amount: Double) -> String { "\(amount.shortText(decimals: 2)) \(unit)" }
        return switch kind {
        case .bias(let amount), .spike(let amount): " of \(amount > 0 ? "+" : "")\(size(amount))"
        case .ramp(let amount, _): " to \(amount > 0 ? "+" : "")\(size(amount))"
        case .noise(let deviation): " of \(size(deviation))"
        case .scale(let factor): " by \(factor.shortText(decimals: 2))"
        case .constant(let value): " at \(size(value))"
        case .unit(let other): " \(other)"
        case .stuck, .gap: ""
        }
    }

    /// The standard deviation of what a sensor changes by within an hour, over all stations.
    private static func hourlyChange(_ sensor: Int, _ hours: FeedHours) -> Double {
        let changes = hours.feeds.prefix(hours.stationCount).flatMap { feed in
            zip(feed.values[sensor], feed.values[sensor].dropFirst()).map { $1 - $0 }.filter(\.isFinite)
        }
        guard changes.count > 1 else { return 1 }
        return (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
    }

    /// Values of one station's sensor with the fault.
    func applied(to values: [Double], in hours: FeedHours) -> [Double] {
        let (first, last) = (hours.hour(of: from), min(hours.hour(of: to), values.count))
        guard first < last else { return values }
        let faulty = fault.applied(to: values, from: first, seed: seed)
        return Array(values[..<first] + faulty[first..<last] + values[last...])
    }
}
