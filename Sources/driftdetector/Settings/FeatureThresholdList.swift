/// Thresholds by the name of a feature or sensor, as people write them: `temperature=0.5,pressure=0.4`.
struct FeatureThresholdList {
    static let expected = "names with numbers from 0, such as temperature=0.5,pressure=0.4"

    /// By name.
    let thresholds: [String: Double]

    /// Nil for a name without a number, a number below 0 or a name that comes twice; nothing is an empty list.
    init?(_ text: String) {
        var thresholds: [String: Double] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed)
            guard sides.count == 2, !sides[0].isEmpty, let threshold = Self.threshold(sides[1]),
                thresholds.updateValue(threshold, forKey: sides[0]) == nil
            else { return nil }
        }
        self.thresholds = thresholds
    }

    /// A number that a distance can be held against; nil when there is none.
    static func threshold(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}

extension Substring {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
