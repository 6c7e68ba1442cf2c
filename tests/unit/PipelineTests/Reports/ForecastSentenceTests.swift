import Pipeline
import Testing

struct ForecastSentenceTests {
    private func sensor(_ scores: [ForecastQuality.Score], stations: [ForecastQuality.Group] = [])
        -> ForecastQuality.Sensor
    {
        ForecastQuality.Sensor(
            name: "wind_speed", unit: "m/s", scores: scores, months: [], stations: stations, trainings: [])
    }

    private func group(_ name: String, skill: Double, count: Int = 100, inside: Double = 0.8) -> ForecastQuality.Group {
        ForecastQuality.Group(
            name: name,
            scores: [
                .sample(horizon: 1, count: count, error: 1 - skill, persistence: 1, coverage: [0.5, inside, 0.95])
            ])
    }

    @Test func `names the best and the worst horizon and where something simple is closer`() {
        let sensor = sensor([
            .sample(horizon: 1, error: 0.9, persistence: 1), .sample(horizon: 6, error: 1, persistence: 2),
            .sample(horizon: 24, error: 2, persistence: 2.5, yesterday: 1.9),
        ])
        #expect(
            sensor.skillSentence
                == "Highest at 6 h: skill 0.50, error 1.00 beside 2.00\u{A0}m/s of persistence; lowest at 1 h: skill "
                + "0.10, error 0.90 beside 1.00\u{A0}m/s of persistence. A simple forecast is closer at 24 h.")
        #expect(
            ForecastQuality(levels: [], sensors: [sensor]).skillSentence
                == "Of 3 pairs of sensor and hours ahead, 3 are forecast closer than by persistence, and 2 closer than "
                + "by each of three simple forecasts.")
    }

    @Test func `does not praise a month of a few days`() {
        let groups = [
            group("2013-06", skill: 0.9, count: 24), group("2013-07", skill: 0.4), group("2013-08", skill: -0.1),
        ]
        #expect(
            sensor([]).rangeSentence(of: groups)
                == "Mean skill from −0.10 (2013-08) to 0.40 (2013-07); 1 of 3 fields is worse than persistence.")
        let quality = ForecastQuality(levels: [], sensors: [sensor([], stations: groups)])
        #expect(
            quality.rangeSentence(\.stations, one: "station")
                == "Mean skill over sensors and hours ahead, by station: highest 0.40 (2013-07), lowest −0.10 (2013-08)."
        )
    }

    @Test func `says how many outcomes lie inside of intervals, weighed by their number`() {
        let scores: [ForecastQuality.Score] = [
            .sample(horizon: 1, count: 300, error: 1, persistence: 1, coverage: [0.5, 0.84, 0.95]),
            .sample(horizon: 6, count: 100, error: 1, persistence: 1, coverage: [0.5, 0.76, 0.85]),
        ]
        let levels = [0.5, 0.8, 0.95]
        let quality = ForecastQuality(levels: levels, sensors: [sensor(scores)])
        #expect(
            quality.coverageSentence
                == "Of all outcomes lie 50.0\u{A0}% inside of the 50\u{A0}% intervals, 82.0\u{A0}% inside of the 80\u{A0}% "
                + "intervals, 92.5\u{A0}% inside of the 95\u{A0}% intervals.")
        #expect(
            quality.sensors[0].coverageSentence(levels: levels, main: quality.mainLevel)
                == "76.0\u{A0}% to 84.0\u{A0}% of outcomes lie inside of the 80\u{A0}% intervals; farthest off are the "
                + "95\u{A0}% intervals at 6 h with 85.0\u{A0}%.")
    }

    @Test func `names the stations with the fewest and the most outcomes inside`() {
        let stations = [group("EWR", skill: 0, inside: 0.7), group("JFK", skill: 0, inside: 0.9)]
        #expect(
            sensor([], stations: stations).stationCoverageSentence(levels: [0.5, 0.8, 0.95], main: 1)
                == "Inside of the 80\u{A0}% intervals lie 70.0\u{A0}% of outcomes at EWR, the fewest, and 90.0\u{A0}% at "
                + "JFK, the most.")
    }

    @Test func `says when nothing was judged`() {
        let nothing = sensor([])
        #expect(nothing.skillSentence == "Nothing was judged, or persistence has no error.")
        #expect(nothing.rangeSentence(of: []) == "Nothing was judged.")
        #expect(nothing.coverageSentence(levels: [], main: nil) == "There is no interval.")
        #expect(nothing.stationCoverageSentence(levels: [0.8], main: 0) == "There is no interval.")
        let quality = ForecastQuality(levels: [], sensors: [nothing])
        #expect(quality.skillSentence == "No forecast has been judged.")
        #expect(quality.coverageSentence == "The forecasts have no intervals, or none was judged.")
        #expect(quality.rangeSentence(\.months, one: "month") == "No month has been judged.")
    }

    @Test func `counts the outcomes inside of a fan's bands`() {
        let fan = ForecastFan.uniform(text: "x", number: 0.5, count: 3)
        #expect(fan.sentence == "Outcomes: 3 of 3 inside of 80\u{A0}%.")
        #expect(
            ForecastFan.uniform(text: "x", number: .nan, count: 3).sentence == "Outcomes: 0 of 0 inside of 80\u{A0}%.")
    }
}
