import Features
import Readings

/// Compares the training rows of one station and month with what its readings gave at their time.
struct StationAudit {
    let rows: AuditedRows
    let station: String
    let history: StationHistory
    let versions: FeatureRowVersions
    let served: [ServedFeatures.Key: [ServedRow]]

    /// As they are known after all that came later, by place in the history.
    private let finalRows: [FeatureRowVersion]

    init(
        rows: AuditedRows, station: String, history: StationHistory, versions: FeatureRowVersions,
        served: [ServedFeatures.Key: [ServedRow]]
    ) {
        self.rows = rows
        self.station = station
        self.history = history
        self.versions = versions
        self.served = served
        var finalRows: [FeatureRowVersion] = []
        versions.forEachFinalRow(of: history) { finalRows.append($1) }
        self.finalRows = finalRows
    }

    /// The differences of one training row of the station.
    func differences(ofRow row: Int) -> [AuditDifference] {
        let observed = rows.observedAt[row]
        guard let place = history.place(ofHour: observed.hourIndex) else {
            return [wholeRow(row, knownAt: rows.knownAt?[row] ?? observed, .noReading)]
        }
        let known = rows.knownAt?[row] ?? history.hours[place].firstKnownAt
        guard let now = version(place, knownAt: known) else {
            return [wholeRow(row, knownAt: known, .laterReading(knownAt: history.hours[place].firstKnownAt))]
        }
        guard now.observedAt == observed else {
            return [wholeRow(row, knownAt: known, momentMeaning(observed, place: place, now: now))]
        }
        let answers = (served[ServedFeatures.Key(station: station, observedAt: observed)] ?? []).map { answer in
            (
                features: answer.features,
                byRule: versions.servedRow(
                    of: answer.values, at: observed, ofHourAt: place, in: history, knownAt: answer.answeredAt)
            )
        }
        var differences: [AuditDifference] = []
        for (feature, column) in rows.columns.sorted(by: { $0.key < $1.key }) {
            let trained = column[row]
            let isRight = trained.isSameValue(as: now.values[feature])
            let others = answers.filter { !$0.features[feature].isSameValue(as: trained) }
            // The one that serving's own rule does not explain comes first.
            let answer =
                others.first { !$0.features[feature].isSameValue(as: $0.byRule[feature]) } ?? others.first
                ?? answers.last
            let isServedAlike = others.isEmpty
            guard !isRight || !isServedAlike else { continue }
            let meaning: AuditDifference.Meaning
            if isRight, let answer {
                meaning = servedMeaning(
                    answer.features[feature], byRule: answer.byRule[feature], feature: feature, place: place,
                    knownAt: known)
            } else {
                meaning =
                    self.meaning(of: trained, feature: feature, place: place, knownAt: known)
                    ?? (answer != nil && isServedAlike ? .asServed : .unexplained)
            }
            differences.append(
                AuditDifference(
                    station: station, observedAt: observed, knownAt: known,
                    feature: rows.schema.features[feature].name, trained: trained.defined,
                    recomputed: now.values[feature].defined, served: answer?.features[feature].defined, meaning: meaning
                ))
        }
        return differences
    }

    private func version(_ place: Int, knownAt moment: Timestamp) -> FeatureRowVersion? {
        history.isSettled(place, at: moment)
            ? finalRows[place] : versions.version(ofHourAt: place, in: history, knownAt: moment)
    }

    /// A leak that gives the value; nil when none does.
    private func meaning(
        of value: Float, feature: Int, place: Int, knownAt moment: Timestamp
    ) -> AuditDifference.Meaning? {
        for later in history.laterMoments(place) where later > moment {
            if let version = version(place, knownAt: later), version.values[feature].isSameValue(as: value) {
                return .laterReading(knownAt: later)
            }
        }
        guard !value.isNaN else { return nil }
        let reach = history.hours[place].index + StationHistory.reachHours
        for next in finalRows.indices.dropFirst(place + 1) {
            guard history.hours[next].index <= reach else { break }
            if finalRows[next].values[feature].isSameValue(as: value) {
                return .futureReading(observedAt: finalRows[next].observedAt)
            }
        }
        return nil
    }

    private func servedMeaning(
        _ value: Float, byRule: Float, feature: Int, place: Int, knownAt moment: Timestamp
    ) -> AuditDifference.Meaning {
        for earlier in [history.hours[place].firstKnownAt] + history.laterMoments(place) where earlier < moment {
            if let version = version(place, knownAt: earlier), version.values[feature].isSameValue(as: value) {
                return .servedEarlierVersion(knownAt: earlier)
            }
        }
        return value.isSameValue(as: byRule) ? .servedAsAsked : .servedOtherwise
    }

    /// Of a row that has another moment than its hour had then.
    private func momentMeaning(
        _ observed: Timestamp, place: Int, now: FeatureRowVersion
    ) -> AuditDifference.Meaning {
        for later in history.laterMoments(place) where later > now.knownAt {
            if let version = version(place, knownAt: later), version.observedAt == observed {
                return .laterReading(knownAt: later)
            }
        }
        return .otherMoment(now.observedAt)
    }

    private func wholeRow(
        _ row: Int, knownAt moment: Timestamp, _ meaning: AuditDifference.Meaning
    ) -> AuditDifference {
        AuditDifference(
            station: station, observedAt: rows.observedAt[row], knownAt: moment, feature: "observed_at", trained: nil,
            recomputed: nil, served: nil, meaning: meaning)
    }
}

extension Float {
    /// Nil for NaN.
    fileprivate var defined: Float? { isNaN ? nil : self }
}
