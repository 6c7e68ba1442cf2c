import Features
import Learning
import Ledger
import Readings

/// Who is champion in a replay.
final class ReplayStanding: ModelStanding {
    /// A version of the detector.
    struct Detector {
        let detector: any AnomalyDetector
        let training: DetectorTraining.Outcome
    }

    private let subject: LoopSubject
    private let history: ReplayHistory
    /// The hour that is replayed.
    var hour = 0
    private var champions: [String: Int] = [:]
    private(set) var detectors: [Int: Detector] = [:]
    private(set) var forecasters: [Int: ReplayedForecaster] = [:]
    /// Moves of the forecaster's alias.
    private(set) var moves: [(hour: Int, version: Int, isReturn: Bool)] = []

    init(subject: LoopSubject, history: ReplayHistory) {
        self.subject = subject
        self.history = history
    }

    var forecaster: ReplayedForecaster? {
        subject.forecaster.flatMap { champions[$0] }.flatMap { forecasters[$0] }
    }

    var detector: (version: Int, detector: Detector)? {
        champions[subject.detector].flatMap { number in detectors[number].map { (number, $0) } }
    }

    /// Registers a detector; the first is champion at once.
    func add(_ training: DetectorTraining.Outcome) -> Int {
        let number = detectors.count + 1
        detectors[number] = Detector(detector: training.detector, training: training)
        if champions[subject.detector] == nil { champions[subject.detector] = number }
        return number
    }

    /// Registers a forecaster; the first is champion at once.
    func add(_ training: ForecasterTraining.Outcome) -> Int {
        let number = forecasters.count + 1
        forecasters[number] = ReplayedForecaster(number: number, training: training, madeAt: hour, history: history)
        if let name = subject.forecaster, champions[name] == nil {
            champions[name] = number
            moves.append((hour, number, false))
        }
        return number
    }

    func champion(of model: String) -> Int? { champions[model] }

    func approvedVersions(of model: String) -> Set<Int> { [] }

    func comparison(of version: Int, with other: Int, model: String, since start: Timestamp) -> LiveComparison? {
        guard model == subject.forecaster, let first = forecasters[version], let second = forecasters[other] else {
            return nil
        }
        return first.comparison(with: second, since: history.hours.hour(of: start), at: hour)
    }

    /// Nobody asks in a replay.
    func answers(of version: Int, model: String, since start: Timestamp) -> VersionAnswers? { nil }

    func promote(
        _ version: Int, of model: String, replacing expected: Int?, cause: String, isReturn: Bool, at moment: Timestamp
    ) {
        champions[model] = version
        if model == subject.forecaster { moves.append((hour, version, isReturn)) }
    }

    func dismiss(_ version: Int, of model: String, leaving other: Int?) {}
}
