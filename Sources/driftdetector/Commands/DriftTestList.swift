import ArgumentParser
import Drift

/// The tests of a report, in order: their names, or `auto` for Evidently's choice.
struct DriftTestList: ExpressibleByArgument {
    static let names = DriftTest.allCases.map(\.rawValue).joined(separator: ", ")

    /// Empty for Evidently's choice.
    let tests: [DriftTest]
    /// Names that no test has.
    let unknown: [String]

    init(argument: String) {
        let names = argument.split(separator: ",").map { String($0.filter { $0 != " " }) }
        guard names != ["auto"] else {
            (tests, unknown) = ([], [])
            return
        }
        tests = names.compactMap(DriftTest.init(rawValue:))
        unknown = names.isEmpty ? [""] : names.filter { DriftTest(rawValue: $0) == nil }
    }
}
