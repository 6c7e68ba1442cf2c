import Features
public import Learning
public import ONNX
public import Readings

/// Names that the graph of a forecaster uses.
private enum Name {
    static let inputs = "inputs"
    static let present = "present"
    static let forecast = "forecast"
    static let bounds = "bounds"
    static let means = "means"
    static let inverseDeviations = "inverse_deviations"
    static let weights = "weights"
    static let intercepts = "intercepts"
    static let linearShares = "linear_shares"
    static let boostedShares = "boosted_shares"
    static let offsets = "bound_offsets"
    static let fingerprint = "schema_fingerprint"
    static let horizons = "horizons_hours"
    static let sensors = "sensors"
    static let levels = "interval_levels"
    static let neighbours = "neighbours"
    static let neighbourStations = "neighbour_stations"
}

extension Forecaster {
    /// The graph's input of what the forecaster sees, `[rows, inputs]`.
    static let rowsInput = Name.inputs
    /// The graph's input of present values, `[rows, sensors]`.
    static let presentInput = Name.present
    /// The graph's output, `[rows, horizons × sensors]`, horizon by horizon.
    static let forecastOutput = Name.forecast

    /// The forecaster as a graph of at most fifteen nodes: the linear model, one ensemble of all trees where there are
    /// any, each weighted by its share, and the present added.
    ///
    /// A second output, `bounds`, `[rows, 2 × levels, horizons × sensors]`, has the lower and the upper bound of each
    /// interval, where there are intervals.
    /// - Returns: a graph from `inputs`, `[rows, inputs]`, and `present`, `[rows, sensors]`, to `forecast`.
    /// - Throws: ``RegistryError`` when the graph cannot be made.
    public func graph() throws(RegistryError) -> ModelGraph {
        let sensorCount = schema.sensors.quantities.count
        do {
            var builder = GraphBuilder(name: "forecaster", producerName: "driftdetector")
            builder.inputs = [
                ValueInfo(
                    name: Name.inputs, elementType: .float32, shape: [.free("rows"), .fixed(schema.inputs.count)]),
                ValueInfo(name: Name.present, elementType: .float32, shape: [.free("rows"), .fixed(sensorCount)]),
            ]
            builder.outputs = [
                ValueInfo(name: Name.forecast, elementType: .float32, shape: [.free("rows"), .fixed(outputCount)])
            ]
            builder.metadata = [
                Name.fingerprint: schema.fingerprint,
                Name.horizons: schema.horizons.map(String.init).joined(separator: ","),
                Name.sensors: schema.sensors.quantities.map(\.name).joined(separator: ","),
            ]
            if schema.neighbours > 0 {
                builder.metadata[Name.neighbours] = "\(schema.neighbours)"
                builder.metadata[Name.neighbourStations] = neighbours.json
            }
            try addLinearModel(to: &builder)
            var change = "linear_part"
            if let boosted { change = try addTrees(boosted, after: change, to: &builder) }
            builder.initializers["sensor_of_output"] = Tensor(int64: (0..<outputCount).map { Int64($0 % sensorCount) })
            builder.nodes += [
                Node(
                    "Gather", inputs: [Name.present, "sensor_of_output"], outputs: ["now"],
                    attributes: ["axis": .int(1)]),
                Node("Add", inputs: ["now", change], outputs: [Name.forecast]),
            ]
            if !intervals.isEmpty { try addIntervals(to: &builder) }
            return try builder.build()
        } catch {
            throw RegistryError(subject: "forecaster", reason: .graph(error))
        }
    }

    private func addLinearModel(to builder: inout GraphBuilder) throws(ONNXError) {
        builder.initializers[Name.means] = Tensor(float32: linear.scale.means)
        builder.initializers[Name.inverseDeviations] = Tensor(float32: linear.scale.inverseDeviations)
        builder.initializers[Name.weights] = try Tensor(
            float32: linear.weights, shape: [schema.inputs.count, outputCount])
        builder.initializers[Name.intercepts] = Tensor(float32: linear.intercepts)
        builder.initializers[Name.linearShares] = Tensor(float32: blend.map(\.linear))
        builder.initializers["least"] = Tensor(scalar: -ColumnScale.clip)
        builder.initializers["greatest"] = Tensor(scalar: ColumnScale.clip)
        builder.nodes += [
            Node("IsNaN", inputs: [Name.inputs], outputs: ["missing"]),
            Node("Where", inputs: ["missing", Name.means, Name.inputs], outputs: ["filled"]),
            Node("Sub", inputs: ["filled", Name.means], outputs: ["centred"]),
            Node("Mul", inputs: ["centred", Name.inverseDeviations], outputs: ["scaled"]),
            Node("Clip", inputs: ["scaled", "least", "greatest"], outputs: ["clipped"]),
            Node("MatMul", inputs: ["clipped", Name.weights], outputs: ["weighted"]),
            Node("Add", inputs: ["weighted", Name.intercepts], outputs: ["linear_change"]),
            Node("Mul", inputs: ["linear_change", Name.linearShares], outputs: ["linear_part"]),
        ]
    }

    private func addTrees(
        _ boosted: BoostedForecaster, after linear: String, to builder: inout GraphBuilder
    ) throws(ONNXError) -> String {
        builder.initializers[Name.boostedShares] = Tensor(float32: blend.map(\.boosted))
        builder.nodes += [
            try boosted.ensembleNode(input: Name.inputs, output: "boosted_change"),
            Node("Mul", inputs: ["boosted_change", Name.boostedShares], outputs: ["boosted_part"]),
            Node("Add", inputs: [linear, "boosted_part"], outputs: ["change"]),
        ]
        return "change"
    }

    private func addIntervals(to builder: inout GraphBuilder) throws(ONNXError) {
        builder.initializers[Name.offsets] = try Tensor(
            float32: intervals.flatMap { $0.lower + $0.upper }, shape: [2 * intervals.count, outputCount])
        builder.initializers["second_axis"] = Tensor(int64: [1])
        builder.outputs.append(
            ValueInfo(
                name: Name.bounds, elementType: .float32,
                shape: [.free("rows"), .fixed(2 * intervals.count), .fixed(outputCount)]))
        builder.nodes += [
            Node("Unsqueeze", inputs: [Name.forecast, "second_axis"], outputs: ["forecast_once"]),
            Node("Add", inputs: ["forecast_once", Name.offsets], outputs: [Name.bounds]),
        ]
        builder.metadata[Name.levels] = intervals.map { "\($0.level)" }.joined(separator: ",")
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
        let neighbours = Int(graph.metadata[Name.neighbours] ?? "0") ?? -1
        let near = graph.metadata[Name.neighbourStations].map(StationNeighbours.init(json:)) ?? StationNeighbours.none
        guard (0...ForecastSchema.mostNeighbours).contains(neighbours), let near,
            near.byStation.values.allSatisfy({ $0.count <= neighbours })
        else {
            throw RegistryError(subject: subject, reason: .malformed("it does not say which stations are neighbours"))
        }
        let schema = ForecastSchema(sensors: sensors, horizons: horizons, neighbours: neighbours)
        let found = graph.metadata[Name.fingerprint] ?? "unknown"
        guard found == schema.fingerprint else {
            throw RegistryError(subject: subject, reason: .otherSchema(found: found, expected: schema.fingerprint))
        }
        let numbers = GraphNumbers(graph: graph, subject: subject)
        let means = try numbers[Name.means]
        let inverseDeviations = try numbers[Name.inverseDeviations]
        guard means.count == inverseDeviations.count else {
            throw RegistryError(subject: subject, reason: .malformed("means and deviations differ in number"))
        }
        // Without shares it is a linear model alone.
        let linearShares =
            try numbers.ifPresent(Name.linearShares)
            ?? schema.inputsByHorizon.flatMap { _ in
                sensors.quantities.map { _ in 1 as Float }
            }
        let node = graph.nodes.first { $0.op == "TreeEnsembleRegressor" }
        let boostedShares = node == nil ? linearShares.map { _ in 0 } : try numbers[Name.boostedShares]
        guard boostedShares.count == linearShares.count else {
            throw RegistryError(
                subject: subject, reason: .malformed("the shares of linear model and trees differ in number"))
        }
        let levels = (graph.metadata[Name.levels] ?? "").split(separator: ",").map { Double($0) ?? 0 }
        let offsets = levels.isEmpty ? [] : try numbers[Name.offsets]
        let outputs = schema.outputCount
        guard offsets.count == 2 * levels.count * outputs else {
            throw RegistryError(
                subject: subject, reason: .malformed("an interval does not have a bound for each output"))
        }
        do {
            try self.init(
                linear: try RidgeForecaster(
                    schema: schema, scale: ColumnScale(means: means, inverseDeviations: inverseDeviations),
                    weights: try numbers[Name.weights], intercepts: try numbers[Name.intercepts]),
                boosted: try node.map { try BoostedForecaster(schema: schema, node: $0, subject: subject) },
                blend: zip(linearShares, boostedShares).map { BlendWeight(linear: $0, boosted: $1) },
                intervals: levels.enumerated().map { place, level in
                    let start = 2 * place * outputs
                    return ForecastInterval(
                        level: level, lower: Array(offsets[start..<start + outputs]),
                        upper: Array(offsets[start + outputs..<start + 2 * outputs]))
                }, neighbours: near)
        } catch let error as LearningError {
            throw RegistryError(subject: subject, reason: .model(error))
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(subject: subject, reason: .malformed("\(error)"))
        }
    }
}
