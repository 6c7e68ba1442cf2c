import RealModule

/// The Kolmogorov distribution by powers of Durbin's matrix.
///
/// Source: Marsaglia, Tsang, Wang, "Evaluating Kolmogorov's distribution", J. Stat. Software 8(18), 2003,
/// doi 10.18637/jss.v008.i18.
enum DurbinMatrix {
    private static let rescaling = 0x1p140
    private static let rescalingExponent = 140

    /// The probability that the distance is at most `distance`.
    ///
    /// - Parameters:
    ///   - count: the size n of the sample, ≥ 1.
    ///   - distance: 0.5/n < x < 1; the cost grows with the cube of n·x.
    /// - Returns: 0 ... 1.
    static func lowerTail(count: Int, distance: Double) -> Double {
        let scaled = Double(count) * distance
        let half = Int(scaled.rounded(.up))
        let (order, middle) = (2 * half - 1, half - 1)
        var base = matrix(order: order, overhang: Double(half) - scaled)
        var power = [Double](repeating: 0, count: order * order)
        for place in 0..<order { power[place * order + place] = 1 }
        var (exponent, baseExponent, remaining) = (0, 0, count)
        while remaining > 0 {
            if remaining & 1 == 1 {
                power = product(power, base, order)
                exponent += baseExponent
                exponent += rescale(&power, middle * order + middle)
            }
            remaining >>= 1
            guard remaining > 0 else { break }
            base = product(base, base, order)
            baseExponent *= 2
            baseExponent += rescale(&base, middle * order + middle)
        }
        var probability = power[middle * order + middle]
        for factor in 1...count {
            probability *= Double(factor) / Double(count)
            if probability < 1 / rescaling {
                probability *= rescaling
                exponent -= rescalingExponent
            }
        }
        return probability * .exp2(Double(exponent))
    }

    /// Divides a matrix whose middle has grown large, and returns the exponent of 2 that this took away.
    private static func rescale(_ matrix: inout [Double], _ middle: Int) -> Int {
        guard matrix[middle] > rescaling else { return 0 }
        for place in matrix.indices { matrix[place] /= rescaling }
        return rescalingExponent
    }

    private static func matrix(order: Int, overhang: Double) -> [Double] {
        var inverseFactorials = [1.0]
        for place in 1...order + 1 { inverseFactorials.append(inverseFactorials[place - 1] / Double(place)) }
        var edge: [Double] = []
        var overhangPower = overhang
        for place in 1...order {
            edge.append((1 - overhangPower) * inverseFactorials[place])
            overhangPower *= overhang
        }
        let corner = Double.pow(max(2 * overhang - 1, 0), order) - 2 * Double.pow(overhang, order)
        edge[order - 1] = (1 + corner) * inverseFactorials[order]

        var matrix = [Double](repeating: 0, count: order * order)
        for row in 0..<order {
            for column in 0..<min(row + 2, order) {
                matrix[row * order + column] = inverseFactorials[row - column + 1]
            }
            matrix[row * order] = edge[row]
        }
        for column in 0..<order { matrix[(order - 1) * order + column] = edge[order - 1 - column] }
        return matrix
    }

    private static func product(_ left: [Double], _ right: [Double], _ order: Int) -> [Double] {
        var result = [Double](repeating: 0, count: order * order)
        for row in 0..<order {
            for inner in 0..<order {
                let factor = left[row * order + inner]
                if factor == 0 { continue }
                for column in 0..<order { result[row * order + column] += factor * right[inner * order + column] }
            }
        }
        return result
    }
}
