import Readings

extension QuickstartReport {
    /// The report's numbers as one object. Scores are rounded to five decimals, shares to four, forecasts and outcomes to
    /// three; moments of a trace are hours after its `start`, days of scores are counted from the day of its `start`.
    var json: InlineJSON {
        .object([
            "data": .string(dataDescription),
            "findings": .strings(findings),
            "models": .array(models.map(\.json)),
            "forecast_skill": .array(skills.map(\.json)),
            "traces": .array(traces.map(\.json)),
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

extension QuickstartReport.Skill {
    fileprivate var json: InlineJSON {
        .object([
            "sensor": .string(sensor), "unit": .string(unit), "horizon_hours": .numbers(horizons.map(Double.init)),
            "mean_absolute_error": .numbers(errors), "persistence_mean_absolute_error": .numbers(persistenceErrors),
            "skill": .numbers(skills),
        ])
    }
}

extension QuickstartReport.Trace {
    fileprivate var json: InlineJSON {
        .object([
            "station": .string(station), "sensor": .string(sensor), "unit": .string(unit),
            "horizon_hours": .number(Double(horizon)), "start": start(of: times), "hours": hours(of: times),
            "forecast": .numbers(forecast.lazy.map { rounded($0, to: 1e3) }),
            "outcome": .numbers(outcome.lazy.map { rounded($0, to: 1e3) }),
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

private func hours(of times: [Timestamp]) -> InlineJSON {
    let start = Double(times.first?.milliseconds ?? 0)
    return .numbers(
        times.lazy.map { (Double($0.milliseconds) - start) / Double(Timestamp.millisecondsPerHour) })
}

/// `value` to the nearest 1 ÷ `factor`, as it is where it is too large for that.
private func rounded(_ value: Double, to factor: Double) -> Double {
    value.magnitude < 1e9 ? (value * factor).rounded() / factor : value
}
