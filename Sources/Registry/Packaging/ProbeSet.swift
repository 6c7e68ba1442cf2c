/// A few questions with the answers of the fitted model, which travel with a version: whoever loads it asks them again before
/// it answers anybody else.
struct ProbeSet: Sendable, Equatable, Codable {
    /// Questions at most.
    static let mostRows = 16

    /// Rows of inputs; nil is a missing value.
    let inputs: [[Float?]]
    /// For each row the values at issue, of forecasters alone.
    let present: [[Double?]]?
    /// What the fitted model answers to each row.
    let answers: [[Double?]]
    /// How far an answer may be from it.
    let tolerance: Double

    /// Picks questions, evenly; rows with an infinite value, which JSON cannot say, are left out.
    /// - Parameters:
    ///   - rows: how many there are.
    ///   - tolerance: how far an answer may be from the fitted model's.
    ///   - question: inputs, values at issue and answers of a row.
    init(
        rows: Int, tolerance: Double, _ question: (Int) -> (inputs: [Float], present: [Double]?, answers: [Double])
    ) {
        let count = min(rows, Self.mostRows)
        let questions = (0..<count).map { question($0 * rows / count) }.filter { question in
            !question.inputs.contains(where: \.isInfinite) && !(question.present ?? []).contains(where: \.isInfinite)
        }
        inputs = questions.map { $0.inputs.map { $0.isNaN ? nil : $0 } }
        let present = questions.compactMap { $0.present?.map { $0.isNaN ? nil : $0 } }
        self.present = present.isEmpty ? nil : present
        answers = questions.map { $0.answers.map { $0.isFinite ? $0 : nil } }
        self.tolerance = tolerance
    }

    /// Asks all of it.
    /// - Parameter answer: answers a row of inputs with its values at issue.
    /// - Returns: the largest difference from what the fitted model answered; infinite where one answers and the other does not.
    /// - Throws: what `answer` throws.
    func largestDifference<Failure>(
        _ answer: (_ inputs: [Float], _ present: [Double]) throws(Failure) -> [Double]
    ) throws(Failure) -> Double {
        var largest = 0.0
        for (row, expected) in answers.enumerated() {
            let found = try answer(
                inputs[row].map { $0 ?? .nan }, (present.map { $0[row] } ?? []).map { $0 ?? .nan })
            guard found.count == expected.count else { return .infinity }
            for (found, expected) in zip(found, expected) where expected != nil || found.isFinite {
                let difference = abs(found - (expected ?? .infinity))
                largest = max(largest, difference.isNaN ? .infinity : difference)
            }
        }
        return largest
    }
}
