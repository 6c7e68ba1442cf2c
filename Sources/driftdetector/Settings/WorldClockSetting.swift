import Foundation

/// By which clock is collected.
enum WorldClockSetting: Equatable {
    case real
    /// From the present moment on, so many times as fast.
    case scale(Double)
    /// As a simulator says, by its address.
    case simulator(String)

    /// Nil for anything but `real`, `scale=N` with 1 ≤ N ≤ 1,000,000, and an address.
    init?(_ text: String) {
        if text == "real" {
            self = .real
        } else if text.hasPrefix("scale=") {
            guard let scale = Double(text.dropFirst(6)), (1...1_000_000).contains(scale) else { return nil }
            self = .scale(scale)
        } else if let url = URL(string: text), url.scheme == "http" || url.scheme == "https", url.host != nil {
            self = .simulator(text.hasSuffix("/") ? String(text.dropLast()) : text)
        } else {
            return nil
        }
    }
}
