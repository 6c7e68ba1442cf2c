import Features
import Learning
import Ledger
import Readings

extension PolicyOutcome {
    /// How a replay went.
    init(_ policy: ReplayPolicy, of replay: PolicyReplay, in history: ReplayHistory) {
        self.policy = policy
        decisions = replay.decisions
        let trainings = replay.decisions.filter { $0.isTraining }
        retrainings = max(0, trainings.count - 1)
        falseAlarms = trainings.dropFirst().count { $0.isBySignal && !history.couldCause($0) }
        missedChanges = history.faults.count { change in
            change.isOfWorld && !trainings.contains { change.isNear($0.moment) }
        }
        promotions = replay.moves.dropFirst().count { !$0.isReturn }
        rollBacks = replay.moves.count { $0.isReturn }
        days = replay.days.map {
            Day(moment: $0.moment, skillRatio: $0.skillRatio, driftScore: $0.driftScore, version: $0.version)
        }
        moves = replay.moves.map { Move(moment: $0.moment, version: $0.version, isReturn: $0.isReturn) }
        let errors = TrueErrors(of: replay, in: history)
        meanAbsoluteError = errors.mean
        skill = errors.skill
        monthlyErrors = errors.monthly
    }
}

/// Errors against what was measured without faults.
private struct TrueErrors {
    private(set) var mean = Double.nan
    private(set) var skill: [String: [String: Double]] = [:]
    private(set) var monthly: [String: Double] = [:]

    private struct Sums {
        var count = 0.0
        var error = 0.0
        var persistence = 0.0
    }

    init(of replay: PolicyReplay, in history: ReplayHistory) {
        let schema = history.examples.schema
        let sensors = schema.sensors.quantities
        var sums = [Sums](repeating: Sums(), count: schema.outputCount)
        var months: [String: [Sums]] = [:]
        for (place, champion) in replay.champions.enumerated() {
            guard let champion else { continue }
            let hour = history.start + place
            let forecasts = champion.forecasts(at: hour)
            let month = String(history.time(ofHour: hour).description.prefix(7))
            var ofMonth = months[month] ?? [Sums](repeating: Sums(), count: schema.horizons.count)
            for (place, row) in history.issues(at: hour).enumerated() {
                let station = history.examples.stationCodes[row]
                for output in sums.indices {
                    let (horizon, sensor) = output.quotientAndRemainder(dividingBy: sensors.count)
                    let target = hour + schema.horizons[horizon]
                    let value = forecasts[place * sums.count + output]
                    let present = history.examples.present(row: row, sensor: sensor)
                    guard target < history.end else { continue }
                    let truth = history.truth(station: station, sensor: sensor, hour: target)
                    guard truth.isFinite, value.isFinite, present.isFinite else { continue }
                    sums[output].count += 1
                    sums[output].error += abs(value - truth)
                    sums[output].persistence += abs(present - truth)
                    if sensor == 0 {
                        ofMonth[horizon].count += 1
                        ofMonth[horizon].error += abs(value - truth)
                    }
                }
            }
            months[month] = ofMonth
        }
        mean = Self.mean(of: schema.horizons.indices.map { sums[$0 * sensors.count] })
        monthly = months.mapValues(Self.mean)
        for (output, sum) in sums.enumerated() where sum.persistence > 0 {
            let (horizon, sensor) = output.quotientAndRemainder(dividingBy: sensors.count)
            skill[sensors[sensor].name, default: [:]]["\(schema.horizons[horizon])"] = 1 - sum.error / sum.persistence
        }
    }

    /// The mean over horizons of the mean errors.
    private static func mean(of horizons: [Sums]) -> Double {
        let known = horizons.filter { $0.count > 0 }
        return known.isEmpty ? .nan : known.reduce(0) { $0 + $1.error / $1.count } / Double(known.count)
    }
}

extension DecisionRecord {
    /// Whether a training began.
    var isTraining: Bool {
        [RetrainingVerdict.retrain.rawValue, RetrainingVerdict.retrainNow.rawValue].contains(verdict)
    }

    /// Whether something that was seen asked for it, and not the calendar or a count.
    fileprivate var isBySignal: Bool {
        let signals = [RetrainingReason.skillLost, .inputsMoved, .alertAsked].map(\.rawValue)
        return reasons.contains(where: signals.contains)
    }
}

extension ReplayHistory {
    fileprivate func couldCause(_ decision: DecisionRecord) -> Bool {
        faults.contains { $0.isNear(decision.moment) }
    }
}

extension PlacedFault {
    /// Whether something that happens at a moment may come of it.
    func isNear(_ moment: Timestamp) -> Bool {
        from <= moment && moment <= (isOfWorld ? from : to).advanced(hours: ReplayReport.hoursToNotice)
    }
}
