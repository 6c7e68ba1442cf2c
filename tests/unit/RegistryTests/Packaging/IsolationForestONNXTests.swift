import Features
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

struct IsolationForestONNXTests {
    private static let foreign = "not an isolation forest of this program: "

    private func read(_ graph: ModelGraph, schema: FeatureSchema = SampleModels.schema) throws -> IsolationForest {
        try IsolationForest(
            graph: ModelGraph(serialized: graph.serialized()), schema: schema, subject: "forest")
    }

    private func refusal(_ reason: RegistryError.Reason) -> RegistryError {
        RegistryError(subject: "forest", reason: reason)
    }

    @Test(arguments: [Contamination.fraction(0.1), .fraction(0.3), .auto])
    func `comes back exactly`(contamination: Contamination) throws {
        let forest = try SampleModels.forest(contamination: contamination)
        #expect(try read(forest.graph(schema: SampleModels.schema)) == forest)
    }

    @Test func `comes back exactly when its trees are single leaves`() throws {
        let forest = try IsolationForestTrainer(IsolationForestParameters(estimators: 3))
            .fit(FeatureMatrix(values: [1, 1, 1], featureCount: 1), featureNames: ["only"])
        let schema = FeatureSchema(sensors: .machine, features: [Feature(name: "only", definition: .sensor(0))])
        #expect(try read(forest.graph(schema: schema), schema: schema) == forest)
    }

    @Test func `has fewer nodes than any limit, whatever the number of trees`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(graph.nodes.map(\.op) == ["IsNaN", "Where", "TreeEnsembleRegressor", "Mul", "Pow", "Sub"])
        #expect(graph.inputs.map(\.name) == ["features"])
        #expect(graph.outputs.map(\.name) == ["anomaly_score", "decision_function"])
    }

    @Test func `is not written for a schema of another width`() throws {
        let forest = try SampleModels.forest()
        #expect(
            throws: RegistryError(
                subject: "isolation forest",
                reason: .model(
                    LearningError(subject: "isolation forest", reason: .widthMismatch(have: 32, need: 30))))
        ) { try forest.graph(schema: .weather) }
    }

    @Test func `refuses a graph of another schema`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(
            throws: refusal(
                .otherSchema(
                    found: SampleModels.schema.fingerprint, expected: FeatureSchema.weather.fingerprint))
        ) { try read(graph, schema: .weather) }
        #expect(throws: refusal(.otherSchema(found: "unknown", expected: SampleModels.schema.fingerprint))) {
            try read(graph.changed { $0.metadata["schema_fingerprint"] = nil })
        }
    }

    @Test(arguments: ["sample_size", "offset", "contamination"])
    func `refuses a graph without its numbers`(key: String) throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        let error = refusal(.malformed(Self.foreign + "sample_size, offset or contamination is missing"))
        #expect(throws: error) { try read(graph.changed { $0.metadata[key] = nil }) }
        #expect(throws: error) { try read(graph.changed { $0.metadata[key] = "much" }) }
    }

    @Test func `refuses a graph without rows in its leaves, or with too few`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(throws: refusal(.malformed(Self.foreign + "it has no tree ensemble with nodes_hitrates"))) {
            try read(graph.changed { $0.nodes[2].attributes["nodes_hitrates"] = nil })
        }
        #expect(throws: refusal(.malformed(Self.foreign + "nodes_hitrates is cut short"))) {
            try read(graph.changed { $0.nodes[2].changeRows { $0.removeLast() } })
        }
    }

    @Test(arguments: [Float(0), -1, 0.5, .nan, .infinity, 1e30])
    func `refuses rows in a leaf that cannot be`(rows: Float) throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        let error = #expect(throws: RegistryError.self) {
            try read(graph.changed { $0.nodes[2].changeRows { $0[$0.count - 1] = rows } })
        }
        guard case .model(let inner) = error?.reason, case .inconsistentModel = inner.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `refuses rows that do not add up to the sample`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(
            throws: refusal(
                .model(
                    LearningError(
                        subject: "isolation forest",
                        reason: .inconsistentModel(detail: "tree 0 holds 256 rows, the sample size is 255"))))
        ) { try read(graph.changed { $0.metadata["sample_size"] = "255" }) }
    }

    @Test func `refuses fill values that are missing, too few or not finite`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(throws: refusal(.malformed(Self.foreign + "29 fill values for 30 features"))) {
            try read(graph.changed { $0.initializers["fill"] = Tensor(float32: Array(repeating: 0, count: 29)) })
        }
        #expect(throws: refusal(.malformed(Self.foreign + "no fill values"))) {
            try read(graph.changed { $0.initializers["fill"] = Tensor(int64: Array(repeating: 0, count: 30)) })
        }
        #expect(
            throws: refusal(
                .model(
                    LearningError(
                        subject: "isolation forest", reason: .inconsistentModel(detail: "a fill value is not finite"))))
        ) {
            try read(graph.changed { $0.initializers["fill"] = Tensor(float32: Array(repeating: .nan, count: 30)) })
        }
    }

    @Test func `refuses another model's graph`() throws {
        let graph = try SampleModels.forecaster().graph()
        #expect(
            throws: refusal(.malformed(Self.foreign + "sample_size, offset or contamination is missing"))
        ) { try read(graph) }
    }

    @Test func `ends in a forest or an error whatever a damaged file holds`() throws {
        let bytes = try SampleModels.forest().graph(schema: SampleModels.schema).serialized()
        var mutator = ByteMutator(seed: 99)
        var read = 0
        for _ in 0..<ByteMutator.rounds(300) {
            let damaged = mutator.damage(bytes)
            let forest = try? IsolationForest(
                graph: ModelGraph(serialized: damaged), schema: SampleModels.schema, subject: "forest")
            if let forest {
                read += 1
                #expect(try forest.scoreSamples(SampleModels.rows).allSatisfy { $0 >= -1 && $0 < 0 })
            }
        }
        #expect(read > 0)
    }
}

extension Node {
    fileprivate mutating func changeRows(_ change: (inout [Float]) -> Void) {
        guard case .floats(var rows)? = attributes["nodes_hitrates"] else { return }
        change(&rows)
        attributes["nodes_hitrates"] = .floats(rows)
    }
}
