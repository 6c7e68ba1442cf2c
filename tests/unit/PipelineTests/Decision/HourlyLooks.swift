import Ledger
import Pipeline
import Readings

/// A loop that is looked at on the hour, in which all is as it should be unless a look says otherwise.
struct HourlyLooks {
    static let start = Timestamp(milliseconds: 1_767_268_800_000)  // 2026-01-01T12:00:00Z

    var machine = RetrainingStateMachine()
    var rules: RetrainingRules

    init(_ rules: RetrainingRules = RetrainingRules()) { self.rules = rules }

    static func moment(_ hour: Int) -> Timestamp { start.advanced(hours: hour) }

    static func seen(
        _ hour: Int, minutes: Int64 = 0, moved: Bool? = false, ratio: Double? = 1, doubted: [String] = [],
        requests: [RetrainingRequest] = [], readings: Int = 5_000, atTraining: Int? = 5_000, missing: [String] = []
    ) -> RetrainingObservation {
        RetrainingObservation(
            moment: moment(hour).advanced(minutes: minutes),
            drift: moved.map { .init(hasMoved: $0, groups: $0 ? ["humidity", "wind"] : [], score: $0 ? 0.42 : 0.08) },
            skill: ratio.map { .init(sensor: "temperature", ratio: $0, count: 240) },
            doubtedFeeds: doubted.map { .init(name: $0, sentence: $0) },
            requests: requests,
            material: .init(readings: readings, readingsAtTraining: atTraining, missingModels: missing))
    }

    static func request(
        _ id: Int64, _ origin: RetrainingRequest.Origin, _ detail: String = "", askedAt hour: Int = 0,
        purpose: RetrainingRequest.Purpose = .training
    ) -> RetrainingRequest {
        RetrainingRequest(
            id: id, askedAt: moment(hour), origin: origin, schema: "weather", readingCount: 5_000, detail: detail,
            purpose: purpose)
    }

    mutating func look(_ seen: RetrainingObservation) -> [RetrainingStateMachine.Action] {
        machine.look(seen, rules: rules)
    }

    /// Looks on each hour until a training begins.
    /// - Returns: the decisions, and the hour of the training.
    mutating func looks(
        _ hours: Range<Int>, _ seen: (Int) -> RetrainingObservation
    ) -> (decisions: [RetrainingDecision], trainingHour: Int?) {
        var decisions: [RetrainingDecision] = []
        for hour in hours {
            let actions = look(seen(hour))
            decisions += actions.decisions
            if actions.trains { return (decisions, hour) }
        }
        return (decisions, nil)
    }

    /// Has a training begin that ends at once, so that brakes that look back have something to see.
    mutating func train(at hour: Int, request: Int64 = 1_000) {
        let actions = look(Self.seen(hour, requests: [Self.request(request, .person, "anna")]))
        precondition(actions.trains, "a person's request always trains")
        machine.trainingEnded(hasFailed: false)
    }
}

extension [RetrainingStateMachine.Action] {
    var decisions: [RetrainingDecision] {
        compactMap { if case .record(let decision) = $0 { decision } else { nil } }
    }

    var trains: Bool { contains(.train) }

    /// The requests that are answered, in a decision or without one.
    var settled: [Int64] {
        flatMap { action -> [Int64] in
            switch action {
            case .record(let decision): decision.requests
            case .settle(let requests): requests
            case .train, .endTraining: []
            }
        }
    }
}
