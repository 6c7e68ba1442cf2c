import RealModule

/// Sines and cosines of the clock hour, computed once.
enum DayCycle {
    private static let sines = (0..<24).map { Double.sin(2 * .pi * Double($0) / 24) }
    private static let cosines = (0..<24).map { Double.cos(2 * .pi * Double($0) / 24) }
    private static let higherSines = (2...3).map { k in (0..<24).map { Double.sin(2 * .pi * Double(k * $0) / 24) } }
    private static let higherCosines = (2...3).map { k in (0..<24).map { Double.cos(2 * .pi * Double(k * $0) / 24) } }

    /// sin(2π·harmonic·hour/24); harmonic 1 … 3, hour 0 … 23.
    static func sine(harmonic: Int, hour: Int) -> Double {
        harmonic == 1 ? sines[hour] : higherSines[harmonic - 2][hour]
    }

    /// cos(2π·harmonic·hour/24); harmonic 1 … 3, hour 0 … 23.
    static func cosine(harmonic: Int, hour: Int) -> Double {
        harmonic == 1 ? cosines[hour] : higherCosines[harmonic - 2][hour]
    }
}
