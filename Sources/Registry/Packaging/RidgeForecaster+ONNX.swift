import Features
public import Learning
public import ONNX
public import Readings

/// Names that the graph of a forecaster uses.
private enum Name {
    static let inputs = "inputs"
    static let present = "present"
    static let forecast = "forecast"
    static let means = "means"
    static let inverseDeviations = "inverse_deviations"
    static let weights = "weights"
    static let intercepts = "intercepts"
    static let fingerprint = "schema_fingerprint"
    static let horizons = "horizons_hours"
    static let sensors = "sensors"
}

extension RidgeForecaster {
    /// The graph's input of what the forecaster sees, `[rows, inputs]`.
    static let rowsInput = Name.inputs
    /// The graph's input of present values, `[rows, sensors]`.
    static let presentInput = Name.present
    /// The graph's output, `[rows, horizons × sensors]`, horizon by horizon.
    static let forecastOutput = Name.forecast

    /// The forecaster as a linear graph of nine nodes: fill in means, standardise, clip, multiply, add the present.
    /// - Returns: a graph from `inputs`, `[rows, inputs]`, and `present`, `[rows, sensors]`, to `forecast`.
    /// - Throws: ``RegistryError`` when the graph cannot be made.
    public func graph() throws(RegistryError) -> ModelGraph {
        let sensorCount = schema.sensors.quantities.count
        do {
            var builder = GraphBuilder(name: "ridge_forecaster", producerName: "driftdetector")
            builder.inputs = [
                ValueInfo(
                    name: Name.inputs, elementType: .float32, shape: [.free("rows"), .fixed(schema.inputs.count)]),
                ValueInfo(name: Name.present, elementType: .float32, shape: [.free("rows"), .fixed(sensorCount)]),
            ]
            builder.outputs = [
                ValueInfo(name: Name.forecast, elementType: .float32, shape: [.free("rows"), .fixed(outputCount)])
            ]
            let sensorOfOutput = (0..<outputCount).map { Int64($0 % sensorCount) }
            builder.initializers = [
                Name.means: Tensor(float32: scale.means),
                Name.inverseDeviations: Tensor(float32: scale.inverseDeviations),
                Name.weights: try Tensor(float32: weights, shape: [schema.inputs.count, outputCount]),
                Name.intercepts: Tensor(float32: intercepts),
                "least": Tensor(scalar: -ColumnScale.clip), "greatest": Tensor(scalar: ColumnScale.clip),
                "sensor_of_output": Tensor(int64: sensorOfOutput),
            ]
            builder.nodes = [
                Node("IsNaN", inputs: [Name.inputs], outputs: ["missing"]),
                Node("Where", inputs: ["missing", Name.means, Name.inputs], outputs: ["filled"]),
                Node("Sub", inputs: ["filled", Name.means], outputs: ["centred"]),
                Node("Mul", inputs: ["centred", Name.inverseDeviations], outputs: ["scaled"]),
                Node("Clip", inputs: ["scaled", "least", "greatest"], outputs: ["clipped"]),
                Node("MatMul", inputs: ["clipped", Name.weights], outputs: ["weighted"]),
                Node("Add", inputs: ["weighted", Name.intercepts], outputs: ["change"]),
                Node(
                    "Gather", inputs: [Name.present, "sensor_of_output"], outputs: ["now"],
                    attributes: ["axis": .int(1)]),
                Node("Add", inputs: ["now", "change"], outputs: [Name.forecast]),
            ]
            builder.metadata = [
                Name.fingerprint: schema.fingerprint,
                Name.horizons: schema.horizons.map(String.init).joined(separator: ","),
                Name.sensors: schema.sensors.quantities.map(\.name).joined(separator: ","),
            ]
            return try builder.build()
        } catch {
            throw RegistryError(subject: "forecaster", reason: .graph(error))
        }
    }

    /// The forecaster that ``graph()`` wrote, exactly.
    /// - Parameters:
    ///   - graph: a graph of this program.
    ///   - sensors: what the stations report.
    ///   - subject: the model, for errors.
    /// - Throws: ``RegistryError`` when the graph is another's or was made for other inputs.
    public init(graph: ModelGraph, sensors: SensorSchema, subject: String) throws(RegistryError) {
        let allowed = 1...ForecastSchema.longestHorizon
        let horizons = (graph.metadata[Name.horizons] ?? "").split(separator: ",").map { Int($0) ?? 0 }
        guard !horizons.isEmpty, horizons.allSatisfy(allowed.contains) else {
            throw RegistryError(subject: subject, reason: .malformed("it does not say which hours it forecasts"))
        }
        let schema = ForecastSchema(sensors: sensors, horizons: horizons)
        let found = graph.metadata[Name.fingerprint] ?? "unknown"
        guard found == schema.fingerprint else {
            throw RegistryError(subject: subject, reason: .otherSchema(found: found, expected: schema.fingerprint))
        }
        var numbers: [[Float]] = []
        for name in [Name.means, Name.inverseDeviations, Name.weights, Name.intercepts] {
            let tensor: Tensor?
            do { tensor = try graph.initializer(named: name) } catch {
                throw RegistryError(subject: subject, reason: .graph(error))
            }
            guard let floats = tensor?.floats, floats.allSatisfy(\.isFinite) else {
                throw RegistryError(subject: subject, reason: .malformed("\(name) is missing or not finite"))
            }
            numbers.append(floats)
        }
        guard numbers[0].count == numbers[1].count else {
            throw RegistryError(subject: subject, reason: .malformed("means and deviations differ in number"))
        }
        do {
            try self.init(
                schema: schema, scale: ColumnScale(means: numbers[0], inverseDeviations: numbers[1]),
                weights: numbers[2], intercepts: numbers[3])
        } catch {
            throw RegistryError(subject: subject, reason: .model(error))
        }
    }
}
