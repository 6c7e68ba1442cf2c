public import Features
public import Learning
public import ONNX

/// Names of what the graph of a change detector carries beside its nodes.
private enum Name {
    static let spread = "spread"
    static let weight = "weight"
    static let limit = "limit"
    static let contamination = "contamination"
}

extension ChangeDetector: ExportableDetector {
    /// The name of every graph of a change detector.
    static let graphName = "change_detector"

    /// The detector as a graph of ten nodes: each departure in units of its spread, the largest of them, and the score
    /// 1 − 2^(−largest/limit).
    ///
    /// - Parameter schema: the features, for their names and fingerprint.
    /// - Returns: a graph from `features`, `[rows, features]`, to `anomaly_score` and `decision_function`, `[rows, 1]`.
    /// - Throws: ``RegistryError`` when the detector and the schema do not fit, or the graph cannot be made.
    public func graph(schema: FeatureSchema) throws(RegistryError) -> ModelGraph {
        try DetectorGraph.require(schema, width: featureCount, subject: "change detector")
        do {
            var builder = DetectorGraph.builder(name: Self.graphName, schema: schema)
            builder.initializers = [
                Name.spread: Tensor(float32: spreads), Name.weight: Tensor(float32: weights),
                "none": Tensor(scalar: 0), "scale": Tensor(scalar: Float(-1 / limit)), "two": Tensor(scalar: 2),
                "one": Tensor(scalar: 1), "threshold": Tensor(scalar: Float(anomalyThreshold)),
            ]
            builder.nodes = [
                Node("Abs", inputs: [DetectorGraph.rowsInput], outputs: ["size"]),
                Node("Div", inputs: ["size", Name.spread], outputs: ["spreads"]),
                Node("Mul", inputs: ["spreads", Name.weight], outputs: ["weighed"]),
                Node("IsNaN", inputs: ["weighed"], outputs: ["missing"]),
                Node("Where", inputs: ["missing", "none", "weighed"], outputs: ["changes"]),
                Node(
                    "ReduceMax", inputs: ["changes"], outputs: ["change"],
                    attributes: ["axes": .ints([1]), "keepdims": .int(1)]),
                Node("Mul", inputs: ["change", "scale"], outputs: ["exponent"]),
                Node("Pow", inputs: ["two", "exponent"], outputs: ["ordinary"]),
                Node("Sub", inputs: ["one", "ordinary"], outputs: [DetectorGraph.scoreOutput]),
                Node("Sub", inputs: ["threshold", DetectorGraph.scoreOutput], outputs: [DetectorGraph.decisionOutput]),
            ]
            builder.metadata[Name.limit] = "\(limit)"
            builder.metadata[Name.contamination] = "\(contamination)"
            return try builder.build()
        } catch {
            throw RegistryError(subject: "change detector", reason: .graph(error))
        }
    }

    /// The detector that ``graph(schema:)`` wrote, exactly.
    /// - Parameters:
    ///   - graph: a graph of this program.
    ///   - schema: the features that it must take.
    ///   - subject: the model, for errors.
    /// - Throws: ``RegistryError`` when the graph is another's, was made for other features or contradicts itself.
    public init(graph: ModelGraph, schema: FeatureSchema, subject: String) throws(RegistryError) {
        guard graph.name == Self.graphName,
            let limit = graph.metadata[Name.limit].flatMap(Double.init),
            let contamination = graph.metadata[Name.contamination].flatMap(Double.init)
        else {
            throw RegistryError(
                subject: subject,
                reason: .malformed("not a change detector of this program: limit or contamination is missing"))
        }
        try DetectorGraph.require(schema, of: graph, subject: subject)
        let numbers = GraphNumbers(graph: graph, subject: subject)
        do {
            try self.init(
                spreads: try numbers[Name.spread], weights: try numbers[Name.weight], limit: limit,
                contamination: contamination)
        } catch let error as RegistryError {
            throw error
        } catch let error as LearningError {
            throw RegistryError(subject: subject, reason: .model(error))
        } catch {
            throw RegistryError(subject: subject, reason: .malformed("\(error)"))
        }
        try DetectorGraph.require(schema, width: featureCount, subject: subject)
    }
}
