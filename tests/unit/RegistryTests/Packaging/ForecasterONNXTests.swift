import Features
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

struct ForecasterONNXTests {
    private func read(_ graph: ModelGraph, sensors: SensorSchema = .weather) throws -> Forecaster {
        try Forecaster(
            graph: ModelGraph(serialized: graph.serialized()), sensors: sensors, subject: "forecaster")
    }

    private func refusal(_ reason: RegistryError.Reason) -> RegistryError {
        RegistryError(subject: "forecaster", reason: reason)
    }

    @Test func `comes back exactly`() throws {
        let forecaster = try SampleModels.forecaster()
        #expect(try read(forecaster.graph()) == forecaster)
    }

    @Test func `comes back exactly with other horizons`() throws {
        let schema = ForecastSchema(sensors: .weather, horizons: [48, 2])
        let width = schema.inputs.count
        let linear = try RidgeForecaster(
            schema: schema,
            scale: ColumnScale(
                means: (0..<width).map { Float($0) / 7 }, inverseDeviations: Array(repeating: 0.5, count: width)),
            weights: (0..<width * 8).map { Float($0 % 13) / 11 }, intercepts: (0..<8).map { Float($0) / 3 })
        let forecaster = Forecaster(linear)
        #expect(try read(forecaster.graph()) == forecaster)
    }

    @Test func `is one linear graph from inputs and present values to forecasts`() throws {
        let graph = try SampleModels.forecaster().graph()
        #expect(
            graph.nodes.map(\.op) == [
                "IsNaN", "Where", "Sub", "Mul", "Clip", "MatMul", "Add", "Mul", "Gather", "Add", "Unsqueeze", "Add",
            ])
        #expect(graph.inputs.map(\.name) == ["inputs", "present"])
        #expect(graph.outputs.map(\.name) == ["forecast", "bounds"])
        #expect(graph.outputs.last?.shape == [.free("rows"), .fixed(6), .fixed(20)])
        #expect(graph.metadata["interval_levels"] == "0.5,0.8,0.95")
        #expect(graph.metadata["horizons_hours"] == "1,3,6,12,24")
        #expect(graph.metadata["sensors"] == "temperature,pressure,humidity,wind_speed")
    }

    /// Two trees of the first output, one of which sends what is missing left.
    private func blended() throws -> Forecaster {
        let forecaster = try SampleModels.forecaster()
        let width = forecaster.schema.inputs.count
        let trees = [
            try RegressionTree(
                nodes: [
                    .branch(feature: 3, below: 0.25, left: 1, right: 2, missingGoesLeft: true), .leaf(-1.5),
                    .branch(feature: 0, below: -0.5, left: 3, right: 4, missingGoesLeft: false), .leaf(2), .leaf(0.125),
                ], inputCount: width),
            try RegressionTree(nodes: [.leaf(0.5)], inputCount: width),
        ]
        var ensembles = [BoostedForecaster.Ensemble?](repeating: nil, count: forecaster.outputCount)
        ensembles[0] = BoostedForecaster.Ensemble(base: 0.25, trees: trees)
        ensembles[7] = BoostedForecaster.Ensemble(base: -3, trees: [trees[1]])
        var blend = forecaster.blend
        blend[0] = BlendWeight(linear: 0.25, boosted: 0.75)
        blend[7] = BlendWeight(linear: 0, boosted: 0.5)
        return try Forecaster(
            linear: forecaster.linear, boosted: BoostedForecaster(schema: forecaster.schema, ensembles: ensembles),
            blend: blend, intervals: forecaster.intervals)
    }

    @Test func `comes back exactly with trees`() throws {
        let forecaster = try blended()
        #expect(try read(forecaster.graph()) == forecaster)
        #expect(try read(forecaster.graph()).intervals.map(\.level) == ForecastInterval.levels)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `gives in ONNX Runtime what it gives itself, with trees and bounds`() throws {
        let forecaster = try blended()
        let examples = SampleModels.examples
        let session = try InferenceSession(model: forecaster.graph().serialized(), library: NativeRuntime.found.get())
        let rows = Array(0..<200)
        let outputs = try session.run(
            [
                "inputs": Tensor(
                    float32: examples.inputs.matrix(ofRows: rows).values, shape: [200, forecaster.schema.inputs.count]),
                "present": Tensor(
                    float32: rows.flatMap { examples.present(row: $0).map { Float($0) } }, shape: [200, 4]),
            ], outputs: ["forecast", "bounds"])
        let found = try #require(outputs["forecast"]?.floats)
        let bounds = try #require(outputs["bounds"]?.floats)
        var compared = 0
        for row in rows {
            let expected = forecaster.forecasts(of: examples, row: row)
            for (output, value) in expected.enumerated() where !value.isNaN {
                #expect(abs(Double(found[row * 20 + output]) - value) < 5e-4)
                let upper = Double(bounds[(row * 6 + 3) * 20 + output])
                #expect(abs(upper - value - Double(forecaster.intervals[1].upper[output])) < 5e-4)
                compared += 1
            }
        }
        #expect(compared > 3_000)
    }

    /// A forecaster that looks at two neighbours.
    private func neighbourly() throws -> (forecaster: Forecaster, examples: ForecastExamples) {
        let near = try #require(StationNeighbours(["Berlin": ["São Paulo", "a \"b\"/c"], "Köln": ["Berlin"]]))
        let series = ["Berlin", "São Paulo"].enumerated().map { place, station in
            var random = SeededRandom(seed: UInt64(place))
            var series = StationSeries(quantityCount: 4)
            // The neighbour is silent in some hours.
            for hour in 0..<500 where place == 0 || hour % 7 != 3 {
                series.insert(
                    [15, 1_013, 60, 4].map { $0 + Double.random(in: -3...3, using: &random) },
                    at: Timestamp(milliseconds: 0).advanced(hours: hour))
            }
            return (station: station, series: series)
        }
        let schema = ForecastSchema(sensors: .weather, horizons: [1, 6], neighbours: 2)
        let examples = ForecastExamples(of: series, schema: schema, neighbours: near)
        return (try ForecasterTrainer().fit(examples, outcomesBefore: Timestamp(milliseconds: .max)), examples)
    }

    @Test func `comes back exactly with its neighbours`() throws {
        let forecaster = try neighbourly().forecaster
        let graph = try forecaster.graph()
        #expect(graph.metadata["neighbours"] == "2")
        #expect(
            graph.metadata["neighbour_stations"]
                == #"{"Berlin":["São Paulo","a \"b\"/c"],"Köln":["Berlin"]}"#)
        #expect(try read(graph) == forecaster)
        #expect(try SampleModels.forecaster().graph().metadata["neighbours"] == nil)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `gives in ONNX Runtime what it gives itself, whether neighbours report or not`() throws {
        let (forecaster, examples) = try neighbourly()
        let rows = (0..<examples.rowCount).filter { examples.stationCodes[$0] == 0 }
        let silent = rows.count { examples.inputs[row: $0][forecaster.schema.neighbourInputs.lowerBound].isNaN }
        #expect(silent > 20 && silent < rows.count - 20)
        let package = try ModelPackage(
            forecaster: forecaster, name: "forecaster", heldOut: examples, rows: rows,
            runtime: .success(NativeRuntime.found.get()))
        #expect(!package.files.isEmpty)
    }

    @Test(
        arguments: [
            ("2", nil, true), ("2", "{}", true), ("6", "{}", false), ("-1", "{}", false), ("two", "{}", false),
            ("2", "[]", false), ("2", "{", false), ("2", #"{"a":["a"]}"#, false), ("2", #"{"a":["b","b"]}"#, false),
            ("2", #"{"a":["b","c","d"]}"#, false), ("2", #"{"a":"b"}"#, false),
        ] as [(String, String?, Bool)])
    func `refuses neighbours that cannot be`(count: String, stations: String?, isRead: Bool) throws {
        let graph = try neighbourly().forecaster.graph().changed {
            $0.metadata["neighbours"] = count
            $0.metadata["neighbour_stations"] = stations
        }
        if isRead {
            #expect(try read(graph).neighbours == .none)
        } else {
            #expect(throws: refusal(.malformed("it does not say which stations are neighbours"))) { try read(graph) }
        }
    }

    @Test func `refuses a graph that was made for neighbours and does not say so`() throws {
        let graph = try neighbourly().forecaster.graph().changed { $0.metadata["neighbours"] = nil }
        #expect(throws: refusal(.malformed("it does not say which stations are neighbours"))) { try read(graph) }
        let alone = ForecastSchema(sensors: .weather, horizons: [1, 6]).fingerprint
        let error = refusal(
            .otherSchema(found: graph.metadata["schema_fingerprint"] ?? "", expected: alone))
        #expect(throws: error) { try read(graph.changed { $0.metadata["neighbour_stations"] = nil }) }
    }

    @Test func `reads a graph without shares as a linear model alone`() throws {
        let forecaster = Forecaster(try SampleModels.forecaster().linear)
        let old = try forecaster.graph().changed { graph in
            graph.initializers["linear_shares"] = nil
            graph.nodes.removeAll { $0.outputs == ["linear_part"] }
            for place in graph.nodes.indices {
                graph.nodes[place].inputs = graph.nodes[place].inputs.map { $0 == "linear_part" ? "linear_change" : $0 }
            }
        }
        #expect(try read(old) == forecaster)
    }

    @Test(arguments: [nil, "", "0", "49", "1,x", "-1", "1, 3"])
    func `refuses a graph that does not say for which hours`(horizons: String?) throws {
        let graph = try SampleModels.forecaster().graph()
        #expect(throws: refusal(.malformed("it does not say which hours it forecasts"))) {
            try read(graph.changed { $0.metadata["horizons_hours"] = horizons })
        }
    }

    @Test func `refuses a graph of other inputs`() throws {
        let graph = try SampleModels.forecaster().graph()
        let expected = ForecastSchema.weather.fingerprint
        #expect(throws: refusal(.otherSchema(found: "0123456789abcdef", expected: expected))) {
            try read(graph.changed { $0.metadata["schema_fingerprint"] = "0123456789abcdef" })
        }
        #expect(throws: refusal(.otherSchema(found: "unknown", expected: expected))) {
            try read(graph.changed { $0.metadata["schema_fingerprint"] = nil })
        }
        let ofMachines = ForecastSchema(sensors: .machine, horizons: [1, 3, 6, 12, 24]).fingerprint
        #expect(throws: refusal(.otherSchema(found: expected, expected: ofMachines))) {
            try read(graph, sensors: .machine)
        }
    }

    @Test(arguments: ["means", "inverse_deviations", "weights", "intercepts", "linear_shares", "bound_offsets"])
    func `refuses numbers that are not finite or not there`(name: String) throws {
        let graph = try SampleModels.forecaster().graph()
        let values = try #require(try graph.initializer(named: name)?.floats)
        let shape = try #require(try graph.initializer(named: name)?.shape)
        let error = refusal(.malformed("\(name) is not finite"))
        var spoilt = values
        spoilt[values.count / 2] = .infinity
        let tensor = try Tensor(float32: spoilt, shape: shape)
        #expect(throws: error) { try read(graph.changed { $0.initializers[name] = tensor }) }
        let integers = try Tensor(int64: values.map { _ in 0 }, shape: shape)
        #expect(throws: error) { try read(graph.changed { $0.initializers[name] = integers }) }
    }

    @Test func `refuses numbers of which there are too few`() throws {
        let graph = try SampleModels.forecaster().graph()
        #expect(throws: refusal(.malformed("means and deviations differ in number"))) {
            try read(graph.changed { $0.initializers["means"] = Tensor(float32: [1]) })
        }
        let error = #expect(throws: RegistryError.self) {
            try read(graph.changed { $0.initializers["intercepts"] = Tensor(float32: [1]) })
        }
        guard case .model(let inner) = error?.reason, case .inconsistentModel = inner.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `refuses another model's graph`() throws {
        let graph = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(throws: refusal(.malformed("it does not say which hours it forecasts"))) { try read(graph) }
    }

    @Test func `ends in a forecaster or an error whatever a damaged file holds`() throws {
        let bytes = try blended().graph().serialized()
        let examples = SampleModels.examples
        var mutator = ByteMutator(seed: 77)
        var read = 0
        for _ in 0..<ByteMutator.rounds(200) {
            let forecaster = try? Forecaster(
                graph: ModelGraph(serialized: mutator.damage(bytes)), sensors: .weather, subject: "forecaster")
            guard let forecaster else { continue }
            read += 1
            // What was read can be asked: no damage leads a walk out of its tree.
            let found = forecaster.forecasts(of: examples, row: 9)
            #expect(found.count == forecaster.outputCount)
        }
        #expect(read > 0)
    }
}
