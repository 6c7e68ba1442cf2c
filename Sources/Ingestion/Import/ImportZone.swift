import Foundation
public import Readings

/// The zone of clocks whose readings do not tell it.
public struct ImportZone: Sendable, Hashable, CustomStringConvertible {
    /// What moments a clock's time can be.
    package enum Reading: Hashable {
        case moment(Int64)
        /// The hour that comes twice when clocks are set back.
        case twice(Int64, Int64)
        /// Clocks were set forward over it.
        case never
    }

    /// `UTC`, `+05:30` or a name of the IANA database such as `Europe/Berlin`.
    public let description: String
    private let zone: TimeZone

    /// Universal time.
    public static let utc = ImportZone(description: "UTC", zone: .gmt)

    private init(description: String, zone: TimeZone) {
        self.description = description
        self.zone = zone
    }

    /// A zone by its name: `UTC`, `local` for this machine's, `+05:30`, `-0500`, or a name of the IANA database. Nil for
    /// others.
    /// - Parameter text: the name.
    public init?(_ text: String) {
        switch text {
        case "UTC", "utc", "Z", "z": self = .utc
        case "local": self.init(description: TimeZone.current.identifier, zone: .current)
        default:
            if text.hasPrefix("+") || text.hasPrefix("-") {
                guard let offset = WrittenMoment(iso8601: "2000-01-01T00:00\(text)")?.offsetMinutes,
                    let zone = TimeZone(secondsFromGMT: offset * 60)
                else { return nil }
                self.init(description: text, zone: zone)
            } else {
                // Foundation also takes abbreviations such as EST, which mean several zones.
                guard TimeZone.knownTimeZoneIdentifiers.contains(text), let zone = TimeZone(identifier: text) else {
                    return nil
                }
                self.init(description: text, zone: zone)
            }
        }
    }

    /// The moments at which a clock of this zone shows a time.
    /// - Parameter localMilliseconds: what the clock shows, as milliseconds since it showed 1970-01-01T00:00:00.
    /// - Returns: one moment, two or none.
    package func read(localMilliseconds: Int64) -> Reading {
        // No zone is further from UTC than this, nor changes twice within so short a time.
        let reach: Int64 = 26 * 3_600_000
        let candidates = [-reach, reach].map { localMilliseconds - offset(atUTC: localMilliseconds + $0) }
            .filter { $0 + offset(atUTC: $0) == localMilliseconds }.sorted()
        guard let first = candidates.first, let last = candidates.last else { return .never }
        return first == last ? .moment(first) : .twice(first, last)
    }

    private func offset(atUTC milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))) * 1_000
    }
}
