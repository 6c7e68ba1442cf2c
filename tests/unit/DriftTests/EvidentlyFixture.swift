import Foundation
import Testing
import TestSupport

/// Pairs of samples and what Evidently and SciPy say about them.
enum EvidentlyFixture {
    /// A pair with the scores of the tests that users see first.
    struct Pair: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let reference: [Double]
        let current: [Double]
        let wasserstein: Double
        let wassersteinNorm: Double
        let ksStatistic: Double
        let ksPvalue: Double
        let ksMode: String
        let psi: Double
        let jensenshannon: Double
        let referenceStdDdof0: Double

        var testDescription: String { name }
    }

    /// What Evidently says in one test.
    struct Score: Decodable, Sendable {
        let score: Double
        let drifted: Bool
        let threshold: Double
    }

    /// All tests of one pair; a test is missing where Evidently raises.
    struct Scores: Decodable, Sendable {
        let name: String
        let chosen: String
        let tests: [String: Score?]
        let asCategories: [String: Score?]?
    }

    /// A pair of numeric samples with all tests.
    struct RandomPair: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let reference: [Double]
        let current: [Double]
        let chosen: String
        let cramerVonMisesByScipy: Double
        let tests: [String: Score?]

        var testDescription: String { name }
    }

    /// A pair of samples of labels with all tests.
    struct CategoryPair: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let reference: [String]
        let current: [String]
        let chosen: String
        let tvdWithoutRounding: Double
        let tests: [String: Score?]

        var testDescription: String { name }
    }

    /// SciPy's distributions at some places.
    struct Distributions: Decodable {
        let kolmogorovSf: [[Double]]
        let twoSampleExact: [[Double]]
        let chiSquareSf: [[Double]]
        let falseDiscoveryControl: [[[Double]]]
        let statistics: [Statistics]
    }

    /// SciPy's statistics of one pair.
    struct Statistics: Decodable {
        let name: String
        let mannWhitney: [Double]
        let energy: Double
        let anderson: Double?
        let cramerVonMises: Double?
    }

    static let names = [
        "asymptotic_ks_10500_800", "constant_both_equal_50_50", "constant_reference_100_50",
        "current_has_new_category_200_50", "day_of_week_700_100", "disjoint_supports_120_80",
        "few_distinct_hour_of_day_240_48", "heavy_tail_outlier_300_300", "humidity_2000_1000", "one_value_each",
        "rare_bin_6000_500", "same_sample", "scale_500_500", "shift_half_sd_500_200", "tiny_7_5",
        "twenty_one_distinct_reference_210_60", "two_weeks_apart_pressure_400_400", "wind_many_ties_1000_300",
        "winter_vs_summer_temperature_1000_1000",
    ]

    static func pair(_ name: String) throws -> Pair { try decoded("evidently/\(name).json") }

    static func scores() throws -> [Scores] { try decoded("evidently/scores.json") }

    static func randomPairs() throws -> [RandomPair] { try decoded("evidently/random_pairs.json") }

    static func categoryPairs() throws -> [CategoryPair] { try decoded("evidently/categories.json") }

    static func distributions() throws -> Distributions { try decoded("scipy/distributions.json") }

    private static func decoded<Value: Decodable>(_ file: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(contentsOf: ProjectFiles.fixture(file)))
    }
}
