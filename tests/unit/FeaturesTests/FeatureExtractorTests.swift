import Features
import Readings
import Testing

struct FeatureExtractorTests {
    private func rows(of series: StationSeries, _ schema: FeatureSchema) -> [[Float]] {
        var rows: [[Float]] = []
        FeatureExtractor(schema: schema).forEachRow(of: series) { place, row in
            #expect(place == rows.count)
            rows.append(Array(row))
        }
        return rows
    }

    @Test(arguments: FeatureSchema.all, [1, 2, 3, 4, 5, 6] as [UInt64])
    func `computes the definitions on irregular readings`(schema: FeatureSchema, seed: UInt64) {
        let series = StationSeries.irregular(count: 400, quantities: schema.sensors.quantities.count, seed: seed)
        let naive = NaiveFeatures(schema: schema, series: series)
        let rows = rows(of: series, schema)
        #expect(rows.count == 400)
        for (place, row) in rows.enumerated() {
            for (column, value) in naive.row(place).enumerated() {
                #expect(agrees(row[column], value), "row \(place), \(schema.featureNames[column]): \(value)")
            }
        }
    }

    @Test func `computes windows and lags of any length of any sensor`() {
        let features = (0..<2).flatMap { sensor in
            [1, 2, 5, 48, 100].flatMap { hours in
                FeatureDefinition.Statistic.allCases.map {
                    Feature(name: "\(sensor) \($0) \(hours)", definition: .rolling(sensor: sensor, hours: hours, $0))
                } + [Feature(name: "\(sensor) lag \(hours)", definition: .lag(sensor: sensor, hours: hours))]
            }
        }
        let sensors = SensorSchema(name: "two", quantities: [.airTemperature, .airPressure])
        let schema = FeatureSchema(sensors: sensors, features: features.reversed())
        let series = StationSeries.irregular(count: 300, quantities: 2, seed: 9)
        let naive = NaiveFeatures(schema: schema, series: series)
        for (place, row) in rows(of: series, schema).enumerated() {
            for (column, value) in naive.row(place).enumerated() {
                #expect(agrees(row[column], value), "row \(place), \(schema.featureNames[column]): \(value)")
            }
        }
    }

    @Test(arguments: FeatureSchema.all)
    func `gives one reading the same row alone as in its series`(schema: FeatureSchema) {
        let series = StationSeries.irregular(
            count: 300, quantities: schema.sensors.quantities.count, seed: 11, repeatingMoments: false)
        let extractor = FeatureExtractor(schema: schema)
        for (place, row) in rows(of: series, schema).enumerated() {
            let values = series.columns.map { $0[place] }
            let time = series.times[place]
            // Later readings and the one of the same moment do not count.
            #expect(bits(extractor.row(of: values, at: time, after: series)) == bits(row))
            var lastDay = series
            lastDay.removeReadings(upTo: Timestamp(milliseconds: time.advanced(hours: -24).milliseconds - 1))
            #expect(bits(extractor.row(of: values, at: time, after: lastDay)) == bits(row))
        }
    }

    /// Rows of readings on the hour are computed many at a time.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `gives readings on the hour the same rows together as alone`(seed: UInt64) {
        let sensors = SensorSchema(name: "two", quantities: [.airTemperature, .airPressure])
        let features = (0..<2).flatMap { sensor in
            [1, 2, 3, 7, 24, 30].flatMap { hours in
                FeatureDefinition.Statistic.allCases.map {
                    Feature(name: "\(sensor) \($0) \(hours)", definition: .rolling(sensor: sensor, hours: hours, $0))
                } + [Feature(name: "\(sensor) lag \(hours)", definition: .lag(sensor: sensor, hours: hours + 3))]
            } + [Feature(name: "\(sensor)", definition: .sensor(sensor))]
        }
        for schema in FeatureSchema.all + [FeatureSchema(sensors: sensors, features: features)] {
            let series = StationSeries.hourly(count: 600, quantities: schema.sensors.quantities.count, seed: seed)
            let extractor = FeatureExtractor(schema: schema)
            for (place, row) in rows(of: series, schema).enumerated() {
                let values = series.columns.map { $0[place] }
                var before = StationSeries(
                    times: Array(series.times[..<place]), columns: series.columns.map { Array($0[..<place]) })
                before.removeReadings(upTo: series.times[place].advanced(hours: -100))
                let alone = extractor.row(of: values, at: series.times[place], after: before)
                #expect(bits(alone) == bits(row), "row \(place)")
            }
        }
    }

    @Test func `knows only the present of a station without a past`() {
        let time = Timestamp(milliseconds: 1_372_658_400_000)
        let row = FeatureExtractor(schema: .weather)
            .row(of: [20, 1013, .nan, 3], at: time, after: StationSeries(quantityCount: 4))
        let byName = Dictionary(uniqueKeysWithValues: zip(FeatureSchema.weather.featureNames, row))
        let undefined = byName.filter { $0.value.isNaN }.keys.sorted()
        #expect(
            undefined == [
                "humidity", "humidity_x_pressure", "temp_lag_12h", "temp_lag_1h", "temp_lag_3h", "temp_lag_6h",
                "temp_std_12h", "temp_std_24h", "temp_std_3h", "temp_std_6h", "temp_x_humidity",
            ])
        #expect(byName["temp_mean_24h"] == 20 && byName["temp_min_3h"] == 20 && byName["temp_max_6h"] == 20)
        #expect(byName["temp_x_wind"] == 60 && byName["pressure_x_wind"] == 3039)
        #expect(byName["hour_sin"] == 1 && byName["day_of_week"] == 0 && byName["month"] == 7)
    }

    @Test func `counts the present and not what is exactly as old as the window`() {
        let now = Timestamp(milliseconds: 0)
        var history = StationSeries(quantityCount: 4)
        history.insert([100, 0, 0, 0], at: now.advanced(hours: -3))
        history.insert([10, 0, 0, 0], at: Timestamp(milliseconds: now.advanced(hours: -3).milliseconds + 1))
        let row = FeatureExtractor(schema: .weather).row(of: [20, 1013, 50, 3], at: now, after: history)
        let byName = Dictionary(uniqueKeysWithValues: zip(FeatureSchema.weather.featureNames, row))
        #expect(byName["temp_mean_3h"] == 15 && byName["temp_max_3h"] == 20 && byName["temp_min_3h"] == 10)
        #expect(byName["temp_std_3h"] == Float(50.0.squareRoot()))
        #expect(byName["temp_max_6h"] == 100 && byName["temp_lag_3h"] == 100)
        #expect(byName["temp_lag_1h"]?.isNaN == true)
    }
}
