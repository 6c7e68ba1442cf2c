import Readings

extension QuickstartReport {
    /// The report's numbers as one object. Scores are rounded to five decimals, shares to four, forecasts and outcomes to
    /// three; a trace has a value for each hour from its `start`, days of scores are counted from the day of its `start`.
    var json: InlineJSON {
        .object([
            "data": .string(dataDescription),
            "findings": .strings(findings),
            "models": .array(models.map(\.json)),
            "interval_levels": .numbers(quality.levels),
            "forecast_skill": .array(quality.sensors.map(\.json)),
            "traces": .array(traces.map(\.json)),
            "detectors": .array(detectors.map(\.json)),
            "score_threshold": .number(scoreThreshold),
            "trained_until": .string(trainedUntil.description),
            "scores": .array(scores.map { $0.json(threshold: scoreThreshold) }),
            "anomalies": .array(anomalies.map(\.json)),
            "distributions": .array(distributions.map(\.json)),
        ])
    }
}

extension QuickstartReport.Model {
    fileprivate var json: InlineJSON {
        .object([
            "name": .string(name), "version": .number(Double(version)), "purpose": .string(purpose),
            "directory": .string(directory),
        ])
    }
}

extension ForecastQuality.Sensor {
    fileprivate var json: InlineJSON {
        func numbers(_ number: (ForecastQuality.Score) -> Double) -> InlineJSON {
            .numbers(scores.map { rounded(number($0), to: 1e5) })
        }
        return .object([
            "sensor": .string(name), "unit": .string(unit),
            "horizon_hours": .numbers(scores.map { Double($0.horizon) }),
            "count": .numbers(scores.map { Double($0.count) }), "mean_absolute_error": numbers(\.error),
            "root_mean_squared_error": numbers(\.rootMeanSquaredError), "bias": numbers(\.bias),
            "pinball_loss": numbers(\.pinballLoss), "persistence_mean_absolute_error": numbers(\.persistenceError),
            "seasonal_naive_mean_absolute_error": numbers(\.seasonalNaiveError),
            "climatology_mean_absolute_error": numbers(\.climatologyError), "skill": numbers(\.skill),
            "coverage": .array(scores.map { .numbers($0.coverage.map { rounded($0, to: 1e5) }) }),
        ])
    }
}

extension QuickstartReport.Trace {
    /// The values of each hour from the first to the last moment, null where there is none; at most a year of them.
    private func hourly(_ values: [Double]) -> InlineJSON {
        let first = times.first?.hourIndex ?? 0
        let last = min(times.last?.hourIndex ?? first - 1, first + 8_784)
        var hours = [Double](repeating: .nan, count: Int(max(0, last - first + 1)))
        for (time, value) in zip(times, values) where time.hourIndex >= first && time.hourIndex <= last {
            hours[Int(time.hourIndex - first)] = rounded(value, to: 1e3)
        }
        return .numbers(hours)
    }

    fileprivate var json: InlineJSON {
        .object([
            "station": .string(station), "sensor": .string(sensor), "unit": .string(unit),
            "horizon_hours": .number(Double(horizon)), "start": start(of: times),
            "forecast": hourly(forecast), "outcome": hourly(outcome),
        ])
    }
}

extension DetectorFigures {
    fileprivate var json: InlineJSON {
        func list(_ figures: [String: Double], _ name: String, _ value: String) -> InlineJSON {
            .array(
                figures.sorted { $0.key < $1.key }.map {
                    .object([name: .string($0.key), value: .number(rounded($0.value, to: 1e5))])
                })
        }
        return .object([
            "name": .string(name), "flagged_share": list(flaggedShare, "month", "share"),
            "area_under_roc": list(areaUnderROC, "fault", "area"),
        ])
    }
}

extension QuickstartReport.ScoreSeries {
    fileprivate func json(threshold: Double) -> InlineJSON {
        let days = days(flaggingFrom: threshold)
        let first = days.first?.time.dayIndex ?? 0
        return .object([
            "station": .string(station), "start": start(of: times), "readings": .number(Double(scores.count)),
            "days": .numbers(days.lazy.map { Double($0.time.dayIndex - first) }),
            "highest": .numbers(days.lazy.map { rounded($0.highest, to: 1e5) }),
            "flagged": .numbers(days.lazy.map { Double($0.flagged) }),
        ])
    }
}

extension QuickstartReport.Anomaly {
    fileprivate var json: InlineJSON {
        .object([
            "station": .string(station), "time": .string(time.description), "score": .number(rounded(score, to: 1e5)),
            "values": .strings(values),
        ])
    }
}

extension QuickstartReport.Distribution {
    fileprivate var json: InlineJSON {
        .object([
            "feature": .string(feature), "edges": .numbers(edges.lazy.map { rounded($0, to: 1e4) }),
            "training": .numbers(training.lazy.map { rounded($0, to: 1e4) }),
            "later": .numbers(later.lazy.map { rounded($0, to: 1e4) }),
        ])
    }
}

/// The first moment, an empty text when there is none.
private func start(of times: [Timestamp]) -> InlineJSON { .string(times.first?.description ?? "") }

/// `value` to the nearest 1 ÷ `factor`, as it is where it is too large for that.
private func rounded(_ value: Double, to factor: Double) -> Double {
    value.magnitude < 1e9 ? (value * factor).rounded() / factor : value
}
