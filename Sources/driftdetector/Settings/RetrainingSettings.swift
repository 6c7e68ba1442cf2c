import Pipeline

/// When models are trained anew, and what challengers go through.
struct RetrainingSettings {
    /// Whether `up` and `monitor` run the loop.
    let isLoopRun: Bool
    /// When to train.
    let rules: RetrainingRules
    /// What challengers go through.
    let promotion: PromotionRules
    /// Days for which forecasts are kept.
    let forecastKeepDays: Int
    /// Where trainings are made; nil for this machine.
    let job: JobSettings?

    init(_ reader: SettingReader) throws(SettingsError) {
        isLoopRun = try reader.value(.retrainLoop, expected: "true or false") { Bool($0) }
        let hysteresis = try reader.value(
            .retrainHysteresis, expected: "two whole numbers such as 6/12, the first no larger"
        ) {
            Self.hysteresis($0)
        }
        rules = RetrainingRules(
            policies: try reader.value(.retrainPolicy, expected: Self.policies) { Self.policies($0) },
            fewestNewReadings: try reader.number(.retrainMinNewReadings, in: 1...1_000_000_000),
            leastGrowth: try reader.value(.retrainMinGrowth, expected: "a number from 0") {
                FeatureThresholdList.threshold($0)
            },
            scheduleDays: try reader.number(.retrainScheduleDays, in: 1...10_000),
            skillLoss: try reader.value(.retrainSkillLoss, expected: "a number above 1") {
                FeatureThresholdList.threshold($0).flatMap { $0 > 1 ? $0 : nil }
            },
            hoursLost: hysteresis.lost, hoursLooked: hysteresis.looked,
            warmUpHours: try reader.number(.retrainWarmUpHours, in: 0...100_000),
            coolDownHours: try reader.number(.retrainCoolDownHours, in: 0...100_000),
            mostPerDay: try reader.number(.retrainMostPerDay, in: 1...1_000),
            failuresToFreeze: try reader.number(.retrainFreezeAfter, in: 0...1_000))
        promotion = PromotionRules(
            needsApproval: try reader.value(.retrainApproval, expected: "auto or manual") {
                ["auto": false, "manual": true][$0]
            },
            approvalHours: try reader.number(.promotionApprovalHours, in: 1...100_000),
            shadowHours: try reader.number(.promotionShadowHours, in: 0...100_000),
            trialHours: try reader.number(.promotionTrialHours, in: 0...100_000))
        job = try JobSettings(reader)
        forecastKeepDays = try reader.number(.forecastKeepDays, in: 8...100_000)
    }

    private static var policies: String {
        "a list of \(RetrainingPolicy.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    private static func policies(_ text: String) -> Set<RetrainingPolicy>? {
        let names = text.split(separator: ",").map { $0.filter { $0 != " " } }
        let policies = names.compactMap(RetrainingPolicy.init)
        return policies.isEmpty || policies.count != names.count ? nil : Set(policies)
    }

    private static func hysteresis(_ text: String) -> (lost: Int, looked: Int)? {
        let numbers = text.split(separator: "/").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] >= 1, numbers[0] <= numbers[1], numbers[1] <= 10_000 else { return nil }
        return (numbers[0], numbers[1])
    }
}
