import Drift
import Features
import Pipeline
import Readings
import Testing

struct DriftReportTests {
    private static func numbers(_ name: String, _ values: [Double]) -> DriftColumn {
        DriftColumn(name: name, values: .numbers(values))
    }

    /// A hundred different values from `start` on.
    private static func ramp(from start: Double) -> [Double] { (0..<100).map { start + Double($0) / 10 } }

    private static func report(
        _ reference: [DriftColumn], _ current: [DriftColumn], _ criteria: DriftCriteria = DriftCriteria(),
        schema: FeatureSchema? = nil
    ) -> DriftReport {
        DriftReport(
            reference: DriftTable(columns: reference), current: DriftTable(columns: current), criteria: criteria,
            schema: schema)
    }

    @Test func `a shift of one column is found and measured in deviations and quartiles`() throws {
        let report = Self.report([Self.numbers("a", Self.ramp(from: 0))], [Self.numbers("a", Self.ramp(from: 5))])
        #expect(report.verdict == .drifted)
        let feature = try #require(report.features.first)
        #expect(feature.results.map(\.test) == DriftCriteria.standardTests)
        #expect(feature.decision?.threshold == 0.3)
        #expect(abs(try #require(report.severity) - 5 / feature.reference.moments!.standardDeviation) < 1e-9)
        let shift = try #require(feature.shift)
        #expect(abs(shift.median - 5) < 1e-9)
        #expect(abs(try #require(shift.medianInRanges) - 5 / 4.95) < 1e-9)
        #expect(report.dataset.drifted)
    }

    @Test func `one value far away moves the standard deviation and not the robust distance`() throws {
        var outlier = Self.ramp(from: 0)
        outlier[50] = 10_000
        let clean = Self.report([Self.numbers("a", Self.ramp(from: 0))], [Self.numbers("a", Self.ramp(from: 5))])
        let hidden = Self.report([Self.numbers("a", outlier)], [Self.numbers("a", Self.ramp(from: 5))])
        #expect(clean.verdict == .drifted)
        #expect(hidden.verdict == .stable)
        let ranges = [clean, hidden].map { $0.features[0].shift?.medianInRanges ?? 0 }
        #expect(abs(ranges[0] - ranges[1]) < 0.1)
        #expect(clean.features[0].shift?.robustDistance ?? 0 > 1)
    }

    @Test func `weather features vote with their sensor, the calendar and products do not`() {
        let schema = FeatureSchema.weather
        let names = schema.featureNames
        let reference = names.map { Self.numbers($0, Self.ramp(from: 0)) }
        let moved: Set = ["temp_mean_24h", "month", "pressure_x_wind"]
        let current = names.map { Self.numbers($0, Self.ramp(from: moved.contains($0) ? 8 : 0)) }
        let report = Self.report(reference, current, schema: schema)
        #expect(report.groups.map(\.name) == ["temperature", "pressure", "humidity", "wind_speed"])
        #expect(report.groups.map(\.drifted) == [true, false, false, false])
        #expect(report.groups.map(\.features.count) == [21, 1, 1, 1])
        #expect(report.leader?.speaker == "temp_mean_24h")
        #expect(report.leader?.unit == "°C")
        #expect(report.features.filter(\.drifted).map(\.name) == ["temp_mean_24h", "month", "pressure_x_wind"])
        #expect(report.dataset.driftedCount == 3)
        #expect(!report.dataset.drifted)

        let calendar = Self.report(
            reference, names.map { Self.numbers($0, Self.ramp(from: $0 == "month" ? 8 : 0)) }, schema: schema)
        #expect(calendar.verdict == .stable)
    }

    @Test func `departures vote with their sensor`() {
        let names = FeatureSchema.weatherChange.featureNames
        let columns = names.map { Self.numbers($0, Self.ramp(from: 0)) }
        let report = Self.report(columns, columns, schema: FeatureSchema.matching(names))
        #expect(report.schema == .weatherChange)
        #expect(report.groups.map(\.features.count) == [3, 3, 3, 3])
        #expect(report.verdict == .stable)
    }

    @Test func `the schema that knows most of the columns is taken, and none that knows few`() {
        #expect(FeatureSchema.matching(FeatureSchema.weather.featureNames) == .weather)
        #expect(FeatureSchema.matching(FeatureSchema.machine.featureNames) == .machine)
        #expect(FeatureSchema.matching(FeatureSchema.machineChange.featureNames) == .machineChange)
        #expect(FeatureSchema.matching(["temperature", "pressure", "humidity", "wind_speed"]) == .weather)
        #expect(FeatureSchema.matching(["temperature", "price", "colour"]) == nil)
        #expect(FeatureSchema.matching([String]()) == nil)
    }

    @Test func `columns on one side are listed and harm nobody`() {
        let report = Self.report(
            [Self.numbers("a", Self.ramp(from: 0)), Self.numbers("old", [1])],
            [Self.numbers("new", []), Self.numbers("a", Self.ramp(from: 0))])
        #expect(report.features.map(\.name) == ["a"])
        #expect(report.onlyInReference == ["old"])
        #expect(report.onlyInCurrent == ["new"])
        #expect(report.verdict == .stable)
    }

    @Test(
        arguments: [
            ([], [1, 2], [.empty]), ([.nan], [1, 2], [.empty, .nonFinite]), ([1], [1, 2], [.insufficient]),
            ([3, 3], [1, 2], [.constant]), ([1, .infinity, 2], [1, 2], [.nonFinite]), ([1, 2], [1, 2], [.ok]),
        ] as [([Double], [Double], [SampleStatus])])
    func `statuses stand beside the scores`(reference: [Double], current: [Double], statuses: [SampleStatus]) {
        let report = Self.report([Self.numbers("a", reference)], [Self.numbers("a", current)])
        #expect(report.features[0].statuses == statuses)
        #expect(report.features[0].results.isEmpty == (statuses[0] == .empty))
        #expect((report.verdict == .undecided) == (statuses[0] == .empty))
    }

    @Test func `thresholds can differ by feature and by sensor`() {
        let schema = FeatureSchema.weather
        let names = ["temperature", "temp_mean_24h", "pressure", "humidity"]
        let reference = names.map { Self.numbers($0, Self.ramp(from: 0)) }
        let current = names.map { Self.numbers($0, Self.ramp(from: 3)) }
        var criteria = DriftCriteria(featureThresholds: ["temperature": 5, "humidity": 4])
        let report = Self.report(reference, current, criteria, schema: schema)
        #expect(report.features.map(\.drifted) == [false, false, true, false])
        criteria.featureThresholds = ["temp_mean_24h": 0.1, "temperature": 5]
        #expect(Self.report(reference, current, criteria, schema: schema).groups.first?.drifted == true)
    }

    @Test func `p-values can be adjusted for the number of features`() throws {
        let names = (0..<20).map { "f\($0)" }
        let reference = names.map { Self.numbers($0, Self.ramp(from: 0)) }
        let current = names.map { Self.numbers($0, Self.ramp(from: $0 == "f7" ? 1.95 : 0)) }
        let plain = Self.report(reference, current, DriftCriteria(tests: [.kolmogorovSmirnov]))
        let adjusted = Self.report(
            reference, current, DriftCriteria(tests: [.kolmogorovSmirnov], correctsPValues: true))
        #expect(plain.features[7].drifted)
        #expect(!adjusted.features[7].drifted)
        let pValue = try #require(plain.features[7].decision?.pValue)
        #expect(adjusted.features[7].adjustedPValues[.kolmogorovSmirnov] == min(1, pValue * 20))
        #expect(plain.severity == pValue)
    }

    @Test func `labels are compared as labels, whatever the tests`() throws {
        let before = DriftColumn(name: "sky", values: .labels(["clear", "clear", "rain", nil]))
        let after = DriftColumn(name: "sky", values: .labels(["rain", "rain", "snow"]))
        let standard = Self.report([before], [after]).features[0]
        #expect(standard.isOfLabels)
        #expect(standard.results.map(\.test) == [.psi, .jensenShannon])
        #expect(standard.reference.missing == 1)
        #expect(standard.reference.labels?.mostFrequent == "clear")
        #expect(standard.current.labels?.distinctCount == 2)
        let other = Self.report([before], [after], DriftCriteria(tests: [.kolmogorovSmirnov])).features[0]
        #expect(other.results.map(\.test) == [.chiSquare])
    }

    @Test func `numbers on one side make numbers of the other's texts`() {
        let numbers = Self.numbers("a", [1, 2, 3])
        let texts = DriftColumn(name: "a", values: .labels(["1", "ERR", nil, "3"]))
        let mixed = Self.report([numbers], [texts]).features[0]
        #expect(!mixed.isOfLabels)
        #expect(mixed.current.count == 2)
        #expect(mixed.current.missing == 2)
        #expect(mixed.statuses == [.nonFinite])
        let words = DriftColumn(name: "a", values: .labels(["low", "high"]))
        #expect(Self.report([numbers], [words]).features[0].isOfLabels)
        let none = DriftColumn(name: "a", values: .labels([nil, nil]))
        #expect(Self.report([numbers], [none]).features[0].statuses == [.empty, .nonFinite])
    }

    @Test func `Evidently's choice of a test is one for each feature`() {
        let criteria = DriftCriteria(tests: [])
        let few = Self.numbers("few", (0..<100).map { Double($0 % 3) })
        let large = Self.numbers("large", (0..<1_001).map(Double.init))
        let columns = [Self.numbers("many", Self.ramp(from: 0)), few, large]
        let report = Self.report(columns, columns, criteria)
        #expect(report.features.map(\.decision?.test) == [.kolmogorovSmirnov, .chiSquare, .wassersteinNorm])
    }

    @Test func `a profile stands for the rows it was made of`() throws {
        let values = (0..<5_000).map { Double($0 * 7_919 % 5_000) / 100 }
        let current = (0..<1_000).map { Double($0 * 31 % 1_000) / 20 + 10 }
        let profile = DriftColumn(name: "a", values: .profile(ReferenceProfile(Sample(values))))
        let exact = Self.report([Self.numbers("a", values)], [Self.numbers("a", current)])
        let kept = Self.report([profile], [Self.numbers("a", current)])
        #expect(kept.reference.rowCount == 5_000)
        #expect(abs(try #require(kept.severity) - (exact.severity ?? 0)) < 0.01)
        #expect(kept.features[0].results.map(\.test) == DriftCriteria.standardTests)
        #expect(kept.html().contains("Quantiles of a"))
    }

    @Test func `the span is that of the moments`() {
        let times = [3, 1, 2].map { Timestamp(hourIndex: $0) }
        let table = DriftTable(columns: [Self.numbers("a", [1, 2, 3])], times: times)
        #expect(table.span == Timestamp(hourIndex: 1)...Timestamp(hourIndex: 3))
        #expect(DriftTable(columns: [], times: []).span == nil)
        #expect(table.rowCount == 3)
    }
}
