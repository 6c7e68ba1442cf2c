/// Whether an exported graph, run by ONNX Runtime, gives the numbers of the fitted model on rows it was not fitted to.
public struct ParityCheck: Sendable, Equatable, Codable {
    /// The model's name.
    public let model: String
    /// The engine that ran the graph, nil when there was none.
    public let engine: String?
    /// Why it was not run, nil when it was.
    public let notRunBecause: String?
    /// Rows compared.
    public let rows: Int
    /// The largest difference found.
    public let largestDifference: Double
    /// The largest difference allowed.
    public let tolerance: Double

    /// A comparison of two lists of numbers.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - engine: what ran the graph, with its version.
    ///   - rows: rows compared.
    ///   - graph: the graph's outputs.
    ///   - fitted: the fitted model's, in the same order.
    ///   - tolerance: the largest difference allowed.
    public init(model: String, engine: String, rows: Int, graph: [Float], fitted: [Double], tolerance: Double) {
        self.model = model
        self.engine = engine
        self.rows = rows
        self.tolerance = tolerance
        notRunBecause = nil
        var largest = graph.count == fitted.count ? 0 : Double.infinity
        for (left, right) in zip(graph, fitted) where !(left.isNaN && right.isNaN) {
            let difference = abs(Double(left) - right)
            // A NaN on one side only must not pass as a small difference.
            largest = difference.isNaN ? .infinity : max(largest, difference)
        }
        largestDifference = min(largest, .greatestFiniteMagnitude)
    }

    /// A comparison that could not be made.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - reason: why there is no engine.
    ///   - tolerance: what would have been allowed.
    public init(model: String, notRunBecause reason: String, tolerance: Double) {
        self.model = model
        engine = nil
        notRunBecause = reason
        rows = 0
        largestDifference = 0
        self.tolerance = tolerance
    }

    func requireSuccess() throws(RegistryError) {
        guard largestDifference <= tolerance else {
            throw RegistryError(
                subject: model,
                reason: .parityFailed(largestDifference: largestDifference, tolerance: tolerance))
        }
    }
}
