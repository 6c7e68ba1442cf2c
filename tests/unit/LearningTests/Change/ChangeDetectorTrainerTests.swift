import Features
import Learning
import Readings
import TestSupport
import Testing

struct ChangeDetectorTrainerTests {
    /// One sensor's departures from its median of 3 hours and its mean of 24.
    private let schema = FeatureSchema(
        sensors: SensorSchema(
            name: "plant", quantities: [Quantity(name: "a", unit: "m", physicalRange: -1000...1000)]),
        features: [
            Feature(name: "a_from_median_3h", definition: .departure(sensor: 0, from: .median(hours: 3))),
            Feature(name: "a_from_mean_24h", definition: .departure(sensor: 0, from: .mean(hours: 24))),
        ])

    private func rows(_ columns: [Float]...) -> FeatureMatrix {
        FeatureMatrix(
            values: columns[0].indices.flatMap { row in columns.map { $0[row] } }, featureCount: columns.count)
    }

    @Test func `measures spreads by quartiles and counts the day's departures half`() throws {
        // Quartiles of 0 … 8 are 2 and 6.
        let departures = (0...8).map { Float($0) }
        let detector = try ChangeDetectorTrainer(contamination: 0.25).fit(
            rows(departures, departures.map { $0 / 100 }), schema: schema)
        #expect(detector.spreads == [Float(4 / 1.349), Float(0.04 / 1.349)].map { $0 })
        #expect(detector.weights == [1, 0.5])
        // Three quarters of the rows stay below: 6 of 8.
        #expect(abs(detector.limit - 6 * 1.349 / 4) < 1e-6)
        #expect(detector.contamination == 0.25)
    }

    @Test func `reaches the limit in the wanted share of the training rows`() throws {
        var randomness = SeededRandom(seed: 7)
        let training = FeatureMatrix(
            values: (0..<4000).map { _ in Float.random(in: -1...1, using: &randomness) }, featureCount: 2)
        let detector = try ChangeDetectorTrainer(contamination: 0.1).fit(training, schema: schema)
        let scores = try detector.anomalyScores(training)
        #expect(scores.count { $0 >= detector.anomalyThreshold } == 200)
        let reversed = FeatureMatrix(
            values: (0..<2000).reversed().flatMap { training[row: $0] }, featureCount: 2)
        #expect(try ChangeDetectorTrainer(contamination: 0.1).fit(reversed, schema: schema) == detector)
    }

    @Test func `takes the standard deviation of a sensor that seldom moves, and no vote of one that never does`() throws
    {
        let seldom = (0..<100).map { Float($0 < 9 ? 3 : 0) }
        let detector = try ChangeDetectorTrainer(contamination: 0.1).fit(
            rows(seldom, seldom.map { _ in 2 }), schema: schema)
        let deviation = 3 * (0.09 * 0.91).squareRoot()
        #expect(abs(Double(detector.spreads[0]) - deviation) < 1e-6)
        // Fewer than a tenth of the rows change at all: the limit is the least change that there is.
        #expect(abs(detector.limit - 3 / deviation) < 1e-6)
        #expect(detector.spreads[1] == 1 && detector.weights == [1, 0])
        let silent = try ChangeDetectorTrainer(contamination: 0.1).fit(
            rows(seldom, seldom.map { _ in .nan }), schema: schema)
        #expect(silent == detector)
    }

    @Test func `refuses rows that it cannot learn from`() throws {
        let trainer = try ChangeDetectorTrainer(contamination: 0.1)
        func refuses(_ reason: LearningError.Reason, _ rows: FeatureMatrix, _ schema: FeatureSchema? = nil) {
            #expect(throws: LearningError(subject: "change detector", reason: reason)) {
                try trainer.fit(rows, schema: schema ?? self.schema)
            }
        }
        refuses(.tooFewRows(have: 1, need: 2), rows([1], [1]))
        refuses(.widthMismatch(have: 1, need: 2), rows([1, 2]))
        refuses(
            .inconsistentModel(detail: "no sensor ever changes in the training rows"),
            rows([.nan, .nan], [.nan, .infinity]))
        refuses(
            .inconsistentModel(detail: "no sensor ever changes in the training rows"), rows([0, 0], [0, 0]))
        refuses(
            .inconsistentModel(detail: "temperature is no departure"),
            FeatureMatrix(values: [Float](repeating: 1, count: 64), featureCount: 32), .weather)
        #expect(throws: LearningError.self) { try ChangeDetectorTrainer(contamination: 0) }
    }
}
