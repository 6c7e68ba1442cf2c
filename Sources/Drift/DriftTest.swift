/// A test of whether two samples of one feature have moved apart, by the name under which it is reported.
public enum DriftTest: String, Sendable, CaseIterable {
    /// First Wasserstein distance in standard deviations of the reference; Evidently calls it `wasserstein`.
    case wassersteinNorm = "wasserstein_norm"
    /// First Wasserstein distance in the feature's own unit.
    case wasserstein
    /// Two-sided Kolmogorov–Smirnov test.
    case kolmogorovSmirnov = "ks"
    /// Population stability index.
    case psi
    /// Jensen–Shannon distance.
    case jensenShannon = "jensenshannon"
    /// Hellinger distance.
    case hellinger
    /// Kullback–Leibler divergence.
    case kullbackLeibler = "kl_div"
    /// Two-sample Cramér–von Mises test.
    case cramerVonMises = "cramer_von_mises"
    /// Two-sample Anderson–Darling test.
    case andersonDarling = "anderson"
    /// Energy distance.
    case energyDistance = "ed"
    /// One-sided Mann–Whitney test.
    case mannWhitney = "mannw"
    /// Chi-square test of counts.
    case chiSquare = "chisquare"
    /// z-test of the share of one category.
    case proportion = "z"
    /// Permutation test of the total variation distance.
    case totalVariation = "TVD"

    /// How a score is held against the threshold.
    public enum Rule: Sendable, Equatable {
        /// A distance: drift when the score is at least the threshold.
        case atLeast
        /// A distance: drift when the score is above the threshold.
        case above
        /// A p-value: drift when the score is at most the threshold.
        case atMost
        /// A p-value: drift when the score is below the threshold.
        case below
    }

    /// How Evidently 0.7.23 holds the score against the threshold.
    public var rule: Rule {
        switch self {
        case .wassersteinNorm, .wasserstein, .psi, .jensenShannon, .hellinger, .kullbackLeibler: .atLeast
        case .energyDistance: .above
        case .kolmogorovSmirnov, .cramerVonMises: .atMost
        case .andersonDarling, .mannWhitney, .chiSquare, .proportion, .totalVariation: .below
        }
    }

    /// Whether the score is a p-value, so that a smaller one speaks for drift.
    public var scoresProbability: Bool { rule == .atMost || rule == .below }

    /// The threshold of Evidently 0.7.23; nil for ``wasserstein``, whose scores have the unit of the feature.
    public var defaultThreshold: Double? {
        switch self {
        case .wasserstein: nil
        case .kolmogorovSmirnov, .mannWhitney, .chiSquare, .proportion: 0.05
        case .wassersteinNorm, .psi, .jensenShannon, .hellinger, .kullbackLeibler, .cramerVonMises, .andersonDarling,
            .energyDistance, .totalVariation:
            0.1
        }
    }

    /// Whether the test takes samples of labels.
    public var acceptsCategories: Bool {
        switch self {
        case .psi, .jensenShannon, .hellinger, .kullbackLeibler, .chiSquare, .proportion, .totalVariation: true
        case .wassersteinNorm, .wasserstein, .kolmogorovSmirnov, .cramerVonMises, .andersonDarling, .energyDistance,
            .mannWhitney:
            false
        }
    }

    /// Whether the test takes samples of numbers; ``chiSquare`` and ``proportion`` then count equal values.
    public var acceptsNumbers: Bool { self != .totalVariation }

    /// Whether a score means drift.
    ///
    /// - Parameters:
    ///   - score: the test's score.
    ///   - threshold: what it is held against; without one nothing drifts.
    /// - Returns: whether it does, by ``rule``.
    public func drifts(score: Double, threshold: Double?) -> Bool {
        guard let threshold else { return false }
        return switch rule {
        case .atLeast: score >= threshold
        case .above: score > threshold
        case .atMost: score <= threshold
        case .below: score < threshold
        }
    }
}
