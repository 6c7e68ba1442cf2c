extension MeasurementUnit {
    /// The ways in which people write the unit, in lower case and without blanks, dots and underscores.
    private var spellings: [String] {
        switch self {
        case .celsius: ["°c", "c", "degc", "celsius", "ºc", "degreescelsius", "centigrade"]
        case .fahrenheit: ["°f", "f", "degf", "fahrenheit", "ºf", "degreesfahrenheit"]
        case .kelvin: ["k", "°k", "kelvin", "degk"]
        case .hectopascal: ["hpa", "mb", "mbar", "millibar", "millibars", "hectopascal", "hectopascals"]
        case .kilopascal: ["kpa", "kilopascal", "kilopascals"]
        case .pascal: ["pa", "pascal", "pascals"]
        case .inchOfMercury: ["inhg", "\"hg", "inchhg", "inches", "inchesofmercury"]
        case .millimetreOfMercury: ["mmhg", "torr", "millimetresofmercury", "millimetersofmercury"]
        case .metrePerSecond: ["m/s", "ms", "mps", "ms-1", "ms⁻¹", "m/sec", "meterspersecond", "metrespersecond"]
        case .kilometrePerHour: ["km/h", "kmh", "kph", "kmph", "kmh-1", "kilometersperhour", "kilometresperhour"]
        case .milePerHour: ["mph", "mi/h", "milesperhour"]
        case .knot: ["knots", "knot", "kn", "kt", "kts", "knt"]
        case .percent: ["%", "pct", "percent"]
        case .fraction: ["fraction", "frac", "ratio", "0-1", "0–1"]
        case .millimetrePerSecond: ["mm/s", "mms", "mmps", "mm/sec"]
        case .inchPerSecond: ["in/s", "ips", "ins", "in/sec"]
        case .revolutionPerMinute: ["rpm", "1/min", "r/min", "min-1", "min⁻¹"]
        }
    }

    /// A unit as people write it, whatever its letters' case: `degF`, `kts`, `mbar`. Nil for other texts.
    /// - Parameters:
    ///   - text: the unit alone.
    ///   - quantity: what it measures, which tells `C` and `ms` of one quantity from those of another.
    public init?(spelling text: some StringProtocol, of quantity: Quantity) {
        let plain = text.lowercased().filter { $0 != " " && $0 != "." && $0 != "_" }
        guard let unit = Self.units(of: quantity).first(where: { $0.spellings.contains(plain) }) else { return nil }
        self = unit
    }

    /// The unit that a column's name carries, such as `temp_f`, `Wind (kts)`, `pressure [inHg]` and `tempF`; nil when it
    /// carries none.
    /// - Parameters:
    ///   - header: the column's name.
    ///   - quantity: what the column holds.
    public init?(header: String, of quantity: Quantity) {
        for (open, close) in [("(", ")"), ("[", "]")] as [(Character, Character)] {
            guard let start = header.lastIndex(of: open), let end = header[start...].firstIndex(of: close) else {
                continue
            }
            if let unit = MeasurementUnit(spelling: header[header.index(after: start)..<end], of: quantity) {
                self = unit
                return
            }
        }
        let words = header.split { "_ .-,:()[]".contains($0) }
        // The last words first, two together before one alone: `wind_m_s`, `degrees F`.
        for end in words.indices.reversed() where end > 0 {
            let pair = end > 1 ? MeasurementUnit(spelling: words[end - 1] + words[end], of: quantity) : nil
            if let unit = pair ?? MeasurementUnit(spelling: words[end], of: quantity) {
                self = unit
                return
            }
        }
        let camel = header.reversed().prefix { $0.isUppercase }
        guard camel.count == 1, let letter = camel.first, header.count > 1,
            let unit = MeasurementUnit(spelling: String(letter), of: quantity)
        else { return nil }
        self = unit
    }
}
