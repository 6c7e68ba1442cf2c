public import Readings

/// The order of digits in a moment: `yyyy`, `MM`, `dd`, `HH`, `mm` and `ss`, everything else as it stands; a letter alone,
/// such as `d`, takes one digit or two.
public struct MomentPattern: Sendable, Hashable, CustomStringConvertible {
    private enum Part: Hashable {
        case mark(UInt8)
        /// A field, and how many digits it has at least and at most.
        case field(Character, ClosedRange<Int>)
    }

    /// The pattern as written.
    public let description: String
    private let parts: [Part]

    /// A pattern with year, month and day; nil for others.
    /// - Parameter text: ASCII, such as `dd.MM.yyyy HH:mm`.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }.count
            switch (letter, run) {
            case ("y", 4): parts.append(.field(letter, 4...4))
            case ("M", 1...2), ("d", 1...2), ("H", 1...2), ("m", 1...2), ("s", 1...2):
                parts.append(.field(letter, run...2))
            default:
                guard let byte = letter.asciiValue, !letter.isLetter || letter == "T", !letter.isNumber else {
                    return nil
                }
                parts += Array(repeating: .mark(byte), count: run)
            }
            rest = rest.dropFirst(run)
        }
        let letters = parts.compactMap { if case .field(let letter, _) = $0 { letter } else { nil } }
        guard Set("yMd").isSubset(of: letters), Set(letters).count == letters.count else { return nil }
        description = text
        self.parts = parts
    }

    /// Reads a moment without a zone; nil for bytes that do not fit and for days that do not exist.
    func read(_ bytes: UnsafeBufferPointer<UInt8>) -> WrittenMoment? {
        var place = 0
        var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
        for part in parts {
            switch part {
            case .mark(let mark):
                guard place < bytes.count, bytes[place] == mark else { return nil }
                place += 1
            case .field(let letter, let digits):
                var value = 0, count = 0
                while count < digits.upperBound, place < bytes.count, case let digit = bytes[place] &- 48, digit < 10 {
                    value = value * 10 + Int(digit)
                    place += 1
                    count += 1
                }
                guard count >= digits.lowerBound else { return nil }
                switch letter {
                case "y": year = value
                case "M": month = value
                case "d": day = value
                case "H": hour = value
                case "m": minute = value
                default: second = value
                }
            }
        }
        guard place == bytes.count, hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return WrittenMoment(
            localMilliseconds: date.dayIndex * Timestamp.millisecondsPerDay
                + Int64((hour * 60 + minute) * 60 + second) * 1_000,
            offsetMinutes: nil)
    }
}
