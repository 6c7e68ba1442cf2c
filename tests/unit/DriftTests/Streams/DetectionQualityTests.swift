import Drift
import Testing
import TestSupport

struct DetectionQualityTests {
    @Test func `detections are hits, repeats or false alarms by the change before them`() {
        let quality = DetectionQuality(
            changes: [500, 100, 900], detections: [20, 110, 130, 240, 530, 551, 99], length: 1_000, horizon: 50)
        #expect(quality.delays == [10, 30, nil])
        #expect(quality.falseAlarms == [20, 99, 240, 551])
        #expect(quality.repeats == 1)
        #expect(quality.detected == 2)
        #expect(quality.missed == 1)
        #expect(quality.meanDelay == 20)
        #expect(quality.medianDelay == 20)
        #expect(quality.missedDetectionRate == 1.0 / 3)
        #expect(quality.falseAlarmRate == 0.004)
        #expect(quality.meanTimeBetweenFalseAlarms == 177)
    }

    @Test func `a change is found from its first value to the horizon, both included`() {
        for (place, delay) in [(99, nil), (100, 0), (150, 50), (151, nil)] as [(Int, Int?)] {
            let quality = DetectionQuality(changes: [100], detections: [place], length: 200, horizon: 50)
            #expect(quality.delays == [delay])
            #expect(quality.falseAlarms == (delay == nil ? [place] : []))
        }
    }

    @Test func `a detection within two horizons belongs to the later change`() {
        let quality = DetectionQuality(changes: [100, 120], detections: [105, 125], length: 200, horizon: 50)
        #expect(quality.delays == [5, 5])
        #expect(quality.repeats == 0)
    }

    @Test func `the median of an odd number of delays is the middle one`() {
        let quality = DetectionQuality(
            changes: [0, 100, 200], detections: [1, 102, 230], length: 300, horizon: 50)
        #expect(quality.medianDelay == 2)
        #expect(quality.meanDelay == 11)
        #expect(quality.missedDetectionRate == 0)
        #expect(quality.meanTimeBetweenFalseAlarms == nil)
    }

    @Test func `what has no cases has no rate`() {
        let quality = DetectionQuality(changes: [], detections: [], length: 0, horizon: 0)
        #expect(quality.meanDelay == nil)
        #expect(quality.medianDelay == nil)
        #expect(quality.missedDetectionRate == nil)
        #expect(quality.falseAlarmRate == nil)
        #expect(quality.meanTimeBetweenFalseAlarms == nil)
        let alarm = DetectionQuality(changes: [], detections: [5], length: 10, horizon: 3)
        #expect(alarm.falseAlarmRate == 0.1)
        #expect(alarm.meanTimeBetweenFalseAlarms == nil)
    }

    @Test func `hits, repeats and false alarms are all the detections there are`() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<300 {
            let changes = (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0..<400, using: &random)
            }
            let detections = (0..<Int.random(in: 0...20, using: &random))
                .map { _ in Int.random(in: 0..<400, using: &random) }
            let quality = DetectionQuality(changes: changes, detections: detections, length: 400, horizon: 30)
            #expect(quality.detected + quality.repeats + quality.falseAlarms.count == detections.count)
            #expect(quality.detected + quality.missed == changes.count)
        }
    }
}
