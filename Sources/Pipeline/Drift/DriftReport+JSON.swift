import Drift
import Features
import Readings

extension DriftReport {
    /// The report as one JSON object, without spaces and without any number that is not finite.
    ///
    /// `features`, by name: `status`, `statuses`, `drifted`, `vote`, `tests`, `seasonal`; moments are ISO 8601 in UTC, null without
    /// times; what does not apply is null. The file `docs/reference/formats.md` of the project describes every key.
    public var json: String { document.text }

    /// The object itself.
    var document: InlineJSON {
        .object([
            "reference": reference.json, "current": current.json,
            "verdict": .string(verdict.rawValue),
            "severity": .optional(severity),
            "dataset_drift": .bool(dataset.drifted),
            "share_of_drifted_features": .number(dataset.share),
            "schema": schema.map { .string($0.name) } ?? .null,
            "criteria": criteria.json,
            "season": season?.json ?? .null,
            "groups": .members(groups.map { ($0.name, $0.json(cause: causes[$0.name])) }),
            "features": .members(
                features.map { feature in
                    (
                        feature.name,
                        feature.json(cause: feature.drifted ? feature.vote.group.flatMap { causes[$0] } : nil)
                    )
                }),
            "feeds": feeds,
            "on_reference": onReference.map { rule in
                .object(["stretches": .number(Double(rule.stretches)), "drifted": .number(Double(rule.drifted))])
            } ?? .null,
            "only_in_reference": .strings(onlyInReference),
            "only_in_current": .strings(onlyInCurrent),
        ])
    }
}

extension DriftReport {
    /// What is not believed in the current window; null where feeds were not judged.
    private var feeds: InlineJSON {
        guard let judgement, let span = current.span else { return .null }
        return .array(judgement.findings(during: span).map(\.json))
    }
}

extension DriftTable {
    fileprivate var json: InlineJSON {
        let span = span
        return .object([
            "rows": .number(Double(rowCount)), "from": span.map { .string($0.lowerBound.description) } ?? .null,
            "to": span.map { .string($0.upperBound.description) } ?? .null,
        ])
    }
}

extension DriftCriteria {
    fileprivate var json: InlineJSON {
        .object([
            "tests": tests.isEmpty ? .string("auto") : .strings(tests.map(\.rawValue)),
            "threshold": .number(wassersteinThreshold),
            "thresholds": .members(
                thresholds.map { ($0.key.rawValue, .number($0.value)) }.sorted { $0.0 < $1.0 }),
            "feature_thresholds": .members(
                featureThresholds.map { ($0.key, .number($0.value)) }.sorted { $0.0 < $1.0 }),
            "required_share": .number(requiredShare),
            "season_threshold": .number(seasonThreshold),
            "corrected": .bool(correctsPValues),
        ])
    }
}

extension DriftGroup {
    fileprivate func json(cause: DriftCause?) -> InlineJSON {
        .object([
            "cause": cause.map { .string($0.kind.name) } ?? .null,
            "evidence": cause.map { .string($0.evidence) } ?? .null,
            "drifted": .bool(drifted), "test": .string(test.rawValue), "score": .number(score),
            "threshold": .optional(threshold), "feature": .string(speaker),
            "unit": unit.map(InlineJSON.string) ?? .null, "features": .strings(features),
        ])
    }
}

extension DriftFeature {
    fileprivate func json(cause: DriftCause?) -> InlineJSON {
        .object([
            "cause": cause.map { .string($0.kind.name) } ?? .null,
            "status": .string(status.rawValue), "statuses": .strings(statuses.map(\.rawValue)),
            "drifted": .bool(drifted), "vote": vote.group.map(InlineJSON.string) ?? .null,
            "kind": .string(vote.kind.rawValue), "type": .string(isOfLabels ? "labels" : "numbers"),
            "unit": vote.unit.map(InlineJSON.string) ?? .null,
            "decided_by": decision.map { .string($0.test.rawValue) } ?? .null,
            "tests": .members(results.map { ($0.test.rawValue, json(of: $0)) }),
            "seasonal": seasonal?.json ?? .null,
            "reference": reference.json, "current": current.json,
            "shift": shift?.json ?? .null,
        ])
    }

    private func json(of result: TestResult) -> InlineJSON {
        var members: [(String, InlineJSON)] = [("score", .number(result.score))]
        if let pValue = result.pValue { members.append(("p_value", .number(pValue))) }
        if let adjusted = adjustedPValues[result.test] { members.append(("adjusted_p_value", .number(adjusted))) }
        if let statistic = result.statistic { members.append(("statistic", .number(statistic))) }
        members.append(("threshold", .optional(result.threshold)))
        members.append(("drifted", .bool(drifted(by: result))))
        return .members(members)
    }
}

extension Season {
    fileprivate var json: InlineJSON {
        .object(["rows": .number(Double(rows.count)), "years": .number(Double(years))])
    }
}

extension SeasonalComparison {
    fileprivate var json: InlineJSON {
        .object([
            "score": .number(score), "threshold": .number(threshold), "rows": .number(Double(rowCount)),
            "years": .number(Double(years)), "drifted": .bool(drifted),
        ])
    }
}

extension FeatureSummary {
    fileprivate var json: InlineJSON {
        var members: [(String, InlineJSON)] = [
            ("count", .number(Double(count))), ("missing", .number(Double(missing))),
        ]
        if let labels {
            members += [
                ("distinct", .number(Double(labels.distinctCount))),
                ("most_frequent", labels.mostFrequent.map(InlineJSON.string) ?? .null),
                ("most_frequent_count", .number(Double(labels.mostFrequentCount))),
            ]
        } else {
            members += [
                ("mean", .optional(moments?.mean)), ("std", .optional(moments?.standardDeviation)),
                ("median", .optional(moments?.median)), ("iqr", .optional(moments?.interquartileRange)),
                ("min", .optional(moments?.least)), ("max", .optional(moments?.greatest)),
            ]
        }
        return .members(members)
    }
}

extension DistributionShift {
    fileprivate var json: InlineJSON {
        .object([
            "median": .number(median), "median_in_iqr": .optional(medianInRanges),
            "median_in_std": .optional(medianInDeviations), "distance_in_robust_std": .optional(robustDistance),
        ])
    }
}
