import Features
import FeatureStore
import JSON
import Learning
import Readings
import Registry
import Serving
import Testing

struct ForecastRoutesTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    /// What the forecaster says by hand of a station's last 168 hours without what is not believed.
    private func forecasts(of station: String, without doubts: [FeedDoubt] = []) throws -> [Double] {
        let forecaster = world.models.forecaster.forecaster
        let history = try #require(world.weatherStore.history(of: station)).without(doubts, of: .weather)
        let last = try #require(history.times.last).hourIndex
        let grid = HourlyGrid(of: history, from: last - 167, through: last)
        var inputs = [Float](repeating: .nan, count: forecaster.schema.inputs.count)
        inputs.withUnsafeMutableBufferPointer {
            ForecastInputExtractor(schema: forecaster.schema).fill($0, of: grid, atHour: 167)
        }
        return forecaster.forecasts(inputs: inputs, present: grid.present(atHour: 167))
    }

    @Test func `forecasts all sensors and horizons as the forecaster does`() async throws {
        let answer = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#)
        let json = try answer.json
        #expect(answer.status == 200)
        #expect(
            json.names == [
                "machine_id", "issued_at", "stale", "degraded", "model_name", "model_version", "forecasts", "ignored",
            ])
        #expect(json["machine_id"] == .string("Tokyo"))
        #expect(json["issued_at"] == .string("2026-06-15T12:00:00Z"))
        #expect(json["stale"] == .bool(false))
        #expect(json["model_name"] == .string("weather-forecast-model"))
        #expect(json["model_version"] == .integer(1))
        let items = try #require(json["forecasts"]?.elements)
        #expect(items.compactMap { $0["value"]?.double } == (try forecasts(of: "Tokyo")))
        #expect(items.count == 20)
        #expect(items[0].names == ["sensor", "unit", "horizon_hours", "target_time", "doubted", "value", "intervals"])
        let intervals = try #require(items[0]["intervals"]?.elements)
        #expect(intervals.compactMap { $0["level"]?.double } == [0.5, 0.8, 0.95])
        let value = try #require(items[0]["value"]?.double)
        let lower = intervals.compactMap { $0["lower"]?.double }
        let upper = intervals.compactMap { $0["upper"]?.double }
        #expect(lower.count == 3 && lower[2] < lower[1] && lower[1] < lower[0] && lower[0] <= value)
        #expect(upper.count == 3 && value <= upper[0] && upper[0] < upper[1] && upper[1] < upper[2])
        #expect(items[0]["sensor"] == .string("temperature"))
        #expect(items[0]["unit"] == .string("°C"))
        #expect(items[0]["horizon_hours"] == .integer(1))
        #expect(items[0]["target_time"] == .string("2026-06-15T13:00:00Z"))
        #expect(items[19]["sensor"] == .string("wind_speed"))
        #expect(items[19]["target_time"] == .string("2026-06-16T12:00:00Z"))
    }

    @Test func `a fault that is over is left out of what forecasts look at`() async throws {
        let last = TrainedModels.lastHour
        let doubt = FeedDoubt(sensor: "temperature", from: last.advanced(hours: -40), to: last.advanced(hours: -3))
        var dependencies = world.dependencies()
        dependencies.feedDoubts = { $0 == "Tokyo" ? [doubt] : [] }
        let json = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: dependencies).json
        let items = try #require(json["forecasts"]?.elements)
        #expect(items.compactMap { $0["value"]?.double } == (try forecasts(of: "Tokyo", without: [doubt])))
        #expect(try forecasts(of: "Tokyo", without: [doubt]) != forecasts(of: "Tokyo"))
        #expect(items.allSatisfy { $0["doubted"] == .bool(false) })
    }

    @Test func `a fault that lasts marks forecasts, which go on from what the station says`() async throws {
        let doubt = FeedDoubt(sensor: "temperature", from: TrainedModels.lastHour.advanced(hours: -40), to: nil)
        var dependencies = world.dependencies()
        dependencies.feedDoubts = { $0 == "Tokyo" ? [doubt] : [] }
        let json = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: dependencies).json
        let items = try #require(json["forecasts"]?.elements)
        #expect(items.compactMap { $0["value"]?.double } == (try forecasts(of: "Tokyo")))
        #expect(items.allSatisfy { $0["doubted"] == .bool($0["sensor"] == .string("temperature")) })
    }

    @Test func `forecasts what is asked for, each once`() async throws {
        let body = #"{"machine_id":"Tokyo","horizons":[24, 3, 3.0],"sensors":["humidity","humidity"],"foo":1}"#
        let json = try await world.post("/forecast", body).json
        let all = try forecasts(of: "Tokyo")
        let items = try #require(json["forecasts"]?.elements)
        #expect(items.compactMap { $0["horizon_hours"]?.exactInteger } == [3, 24])
        #expect(items.compactMap { $0["sensor"]?.text } == ["humidity", "humidity"])
        #expect(items.compactMap { $0["value"]?.double } == [all[1 * 4 + 2], all[4 * 4 + 2]])
        #expect(json["ignored"] == .array([.string("foo")]))
    }

    @Test(arguments: [(0, false), (3, false), (4, true), (24 * 365, true)])
    func `calls a feed stale more than three hours after its last reading`(hours: Int, isStale: Bool) async throws {
        let later = world.dependencies(now: TrainedModels.lastHour.advanced(hours: hours))
        let answer = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: later)
        #expect(answer.status == 200)
        #expect(try answer.json["stale"] == .bool(isStale))
    }

    @Test func `says why a sensor without a recent value has no forecast`() async throws {
        put([20, 1013, .nan, 4], of: "Oslo", hours: 0...9)
        let items = try #require(
            try await world.post("/forecast", #"{"machine_id":"Oslo"}"#).json["forecasts"]?.elements)
        for item in items {
            if item["sensor"] == .string("humidity") {
                #expect(item["value"] == .null)
                #expect(
                    item["reason"]
                        == .string("the station sent no humidity within 6 hours of its last reading"))
            } else {
                #expect(item["value"]?.double != nil)
                #expect(item["reason"] == nil)
            }
        }
    }

    @Test func `keeps forecasts within what is physically possible`() async throws {
        // The model returns to the mean of the last days, which here is no humidity that there is.
        put([20, 1013, 200, 4], of: "Bergen", hours: 0...39)
        put([20, 1013, 100, 4], of: "Bergen", hours: 40...40)
        let raw = try forecasts(of: "Bergen")
        let items = try #require(
            try await world.post("/forecast", #"{"machine_id":"Bergen"}"#).json["forecasts"]?.elements)
        let ranges = SensorSchema.weather.quantities.map(\.physicalRange)
        let bounded = raw.enumerated().map { place, value in
            min(max(value, ranges[place % 4].lowerBound), ranges[place % 4].upperBound)
        }
        #expect(items.compactMap { $0["value"]?.double } == bounded)
        #expect(bounded != raw, "a forecast outside of the range is needed to see it bounded")
    }

    @Test func `answers 404 for a station that never reported`() async throws {
        let answer = try await world.post("/forecast", #"{"machine_id":"Atlantis"}"#)
        #expect(answer.status == 404)
        #expect(try answer.json["type"] == .string("urn:driftdetector:problem:unknown-station"))
        #expect(
            try answer.json["detail"]
                == .string("no reading of \"Atlantis\" is stored; GET /health counts the stations that are known"))
    }

    @Test(arguments: [
        (#"{"machine_id":"Tokyo","horizons":[1,2]}"#, [#"["body","horizons",1] literal_error"#]),
        (
            #"{"machine_id":"Tokyo","horizons":[1.5,"3"]}"#,
            [
                #"["body","horizons",0] int_type"#, #"["body","horizons",1] int_type"#,
            ]
        ),
        (#"{"machine_id":"Tokyo","horizons":3}"#, [#"["body","horizons"] list_type"#]),
        (#"{"machine_id":"Tokyo","horizons":[]}"#, [#"["body","horizons"] too_short"#]),
        (#"{"machine_id":"Tokyo","sensors":["vibration"]}"#, [#"["body","sensors",0] literal_error"#]),
        (#"{"machine_id":"Tokyo","sensors":[1]}"#, [#"["body","sensors",0] string_type"#]),
        (
            #"{"sensors":null,"horizons":[99]}"#,
            [
                #"["body","machine_id"] missing"#, #"["body","horizons",0] literal_error"#,
                #"["body","sensors"] list_type"#,
            ]
        ),
        ("[]", [#"["body"] dict_type"#]),
    ])
    func `refuses with every place`(body: String, issues: [String]) async throws {
        let answer = try await world.post("/forecast", body)
        #expect(answer.status == 422)
        #expect(try answer.issues == issues)
    }

    @Test func `answers 400 for a body that is no JSON and 503 without a forecaster`() async throws {
        #expect(try await world.post("/forecast", "{").status == 400)
        var dependencies = world.dependencies()
        dependencies.forecaster = nil
        #expect(try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: dependencies).status == 503)
    }

    @Test func `answers for the horizons that its model was trained for`() async throws {
        var dependencies = world.dependencies()
        let model = try world.models.forecaster(horizons: [2, 36])
        dependencies.forecaster = ServedForecaster(slot: ModelSlot(model), features: world.weatherFeatures)
        let all = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: dependencies).json
        let items = try #require(all["forecasts"]?.elements)
        #expect(items.compactMap { $0["horizon_hours"]?.exactInteger } == [2, 2, 2, 2, 36, 36, 36, 36])
        #expect(items[7]["target_time"] == .string("2026-06-17T00:00:00Z"))
        #expect(items.allSatisfy { $0["value"]?.double != nil })
        let refused = try await world.post("/forecast", #"{"machine_id":"Tokyo","horizons":[1]}"#, of: dependencies)
        #expect(refused.status == 422)
        #expect(try refused.issues == [#"["body","horizons",0] literal_error"#])
    }

    @Test func `looks at the neighbours' hours as training does, and does without where they are silent`() async throws
    {
        let near = try #require(StationNeighbours(["Tokyo": ["Berlin", "Atlantis"], "Mumbai": ["Oslo"]]))
        let model = try world.models.forecaster(horizons: [1, 3], neighbours: 2, near)
        #expect(model.forecaster.neighbours == near)
        var dependencies = world.dependencies()
        dependencies.forecaster = ServedForecaster(slot: ModelSlot(model), features: world.weatherFeatures)
        func answer(_ station: String) async throws -> [Double] {
            let answer = try await world.post("/forecast", #"{"machine_id":"\#(station)"}"#, of: dependencies)
            return try #require(answer.json["forecasts"]?.elements).compactMap { $0["value"]?.double }
        }
        func byHand(_ station: String, near: [String], doubts: [String: [FeedDoubt]] = [:]) throws -> [Double] {
            let table = world.models.weatherReadings
            let grids = zip(table.stations, table.rowsByStation()).reduce(into: [String: HourlyGrid]()) {
                $0[$1.0] = HourlyGrid(
                    of: table.series(ofRows: $1.1, trustingFlagged: false).without(doubts[$1.0] ?? [], of: .weather))
            }
            let grid = try #require(grids[station])
            let hour = grid.hourCount - 1
            var inputs = [Float](repeating: .nan, count: model.forecaster.schema.inputs.count)
            inputs.withUnsafeMutableBufferPointer {
                ForecastInputExtractor(schema: model.forecaster.schema).fill(
                    $0, of: grid, atHour: hour, neighbours: near.map { grids[$0] })
            }
            return model.forecaster.forecasts(inputs: inputs, present: grid.present(atHour: hour))
        }
        let tokyo = try await answer("Tokyo")
        #expect(tokyo == (try byHand("Tokyo", near: ["Berlin", "Atlantis"])))
        #expect(tokyo != (try byHand("Tokyo", near: [])))
        #expect(try await answer("Mumbai") == (try byHand("Mumbai", near: [])))
        #expect(try await answer("Berlin") == (try byHand("Berlin", near: [])))
        let doubt = FeedDoubt(sensor: "temperature", from: TrainedModels.lastHour.advanced(hours: -5), to: nil)
        dependencies.feedDoubts = { $0 == "Berlin" ? [doubt] : [] }
        let doubted = try await answer("Tokyo")
        #expect(doubted == (try byHand("Tokyo", near: ["Berlin", "Atlantis"], doubts: ["Berlin": [doubt]])))
        #expect(doubted != tokyo)
        #expect(try await answer("Berlin") == (try byHand("Berlin", near: [])))
    }

    private func put(_ values: [Double], of station: String, hours: ClosedRange<Int>) {
        var table = ReadingTable(schema: .weather)
        for hour in hours {
            let moment = TrainedModels.lastHour.advanced(hours: hour - 100)
            table.append(
                Reading(
                    station: station, observedAt: moment, knownAt: moment, source: "test", kind: .simulated,
                    values: values))
        }
        world.weatherStore.put(table)
    }
}
