import Features
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

struct RidgeForecasterONNXTests {
    private func read(_ graph: ModelGraph, sensors: SensorSchema = .weather) throws -> RidgeForecaster {
        try RidgeForecaster(
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
        let forecaster = try RidgeForecaster(
            schema: schema,
            scale: ColumnScale(
                means: (0..<width).map { Float($0) / 7 }, inverseDeviations: Array(repeating: 0.5, count: width)),
            weights: (0..<width * 8).map { Float($0 % 13) / 11 }, intercepts: (0..<8).map { Float($0) / 3 })
        #expect(try read(forecaster.graph()) == forecaster)
    }

    @Test func `is one linear graph from inputs and present values to forecasts`() throws {
        let graph = try SampleModels.forecaster().graph()
        #expect(
            graph.nodes.map(\.op) == ["IsNaN", "Where", "Sub", "Mul", "Clip", "MatMul", "Add", "Gather", "Add"])
        #expect(graph.inputs.map(\.name) == ["inputs", "present"])
        #expect(graph.outputs.map(\.name) == ["forecast"])
        #expect(graph.metadata["horizons_hours"] == "1,3,6,12,24")
        #expect(graph.metadata["sensors"] == "temperature,pressure,humidity,wind_speed")
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

    @Test(arguments: ["means", "inverse_deviations", "weights", "intercepts"])
    func `refuses numbers that are not finite or not there`(name: String) throws {
        let graph = try SampleModels.forecaster().graph()
        let values = try #require(try graph.initializer(named: name)?.floats)
        let shape = try #require(try graph.initializer(named: name)?.shape)
        let error = refusal(.malformed("\(name) is missing or not finite"))
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
        let bytes = try SampleModels.forecaster().graph().serialized()
        var random = SeededRandom(seed: 77)
        var read = 0
        for _ in 0..<200 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                // The texts and small lists at both ends are where most structure is.
                let reach = Bool.random(using: &random) ? damaged.count : 600
                damaged[Int.random(in: 0..<reach, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let forecaster = try? RidgeForecaster(
                graph: ModelGraph(serialized: damaged), sensors: .weather, subject: "forecaster")
            if let forecaster {
                read += 1
                #expect(forecaster.intercepts.count == forecaster.outputCount)
            }
        }
        #expect(read > 0)
    }
}
