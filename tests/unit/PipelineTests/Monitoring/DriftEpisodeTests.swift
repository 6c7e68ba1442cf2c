import Pipeline
import Readings
import Testing

struct DriftEpisodeTests {
    private let start = Timestamp(milliseconds: 1_767_268_800_000)

    private func status(_ score: Double?, isJudged: Bool = true, group: String? = "temperature") -> DriftStatus {
        DriftStatus(
            schema: "weather", view: "weather", modelName: "detector", modelVersion: 1,
            reference: DriftStatus.Reference(rowCount: 10, keptRowCount: 10, from: "", to: ""), threshold: 0.3,
            fewestJudgedRows: 1,
            all: DriftStatus.Window(
                rowCount: 5, capacity: 10, from: nil, to: nil, isJudged: isJudged,
                features: [
                    DriftStatus.Feature(name: "temperature", group: group, score: score, threshold: 0.3),
                    DriftStatus.Feature(name: "month", group: nil, score: 9, threshold: 0.3),
                ]),
            stations: [])
    }

    private func after(minutes: Int) -> Timestamp {
        Timestamp(milliseconds: start.milliseconds + Int64(minutes) * 60_000)
    }

    @Test func `drift is told once when it begins and once when it ends, and both are remembered`() {
        var episode = DriftEpisode()
        #expect(episode.take(status(0.1), isNew: true, at: start) == [.remember])
        #expect(episode.take(status(0.3), isNew: true, at: after(minutes: 1)) == [.tellBeginning, .remember])
        #expect(episode.take(status(0.9), isNew: true, at: after(minutes: 2)) == [])
        #expect(episode.take(status(0.29), isNew: true, at: after(minutes: 3)) == [])
        #expect(episode.isDrifted)
        #expect(episode.take(status(0.31), isNew: true, at: after(minutes: 4)) == [])
        #expect(episode.take(status(0.269), isNew: true, at: after(minutes: 5)) == [.tellEnd, .remember])
        #expect(!episode.isDrifted)
    }

    @Test func `looks are remembered every ten minutes while inputs arrive`() {
        var episode = DriftEpisode(rememberedAt: start)
        #expect(episode.take(status(0.1), isNew: true, at: after(minutes: 9)) == [])
        #expect(episode.take(status(0.1), isNew: false, at: after(minutes: 30)) == [])
        #expect(episode.take(status(0.1), isNew: true, at: after(minutes: 10)) == [.remember])
        #expect(episode.take(status(0.1), isNew: true, at: after(minutes: 11)) == [])
        // The clock was set back.
        #expect(episode.take(status(0.1), isNew: true, at: after(minutes: -500)) == [.remember])
    }

    @Test func `after a restart drift that was told goes on without being told again`() {
        var episode = DriftEpisode(isDrifted: true, rememberedAt: start)
        #expect(episode.take(status(0.8), isNew: true, at: after(minutes: 1)) == [])
        #expect(episode.take(status(0.1), isNew: true, at: after(minutes: 2)) == [.tellEnd, .remember])
    }

    @Test func `a window with too few rows, a feature without a vote and one without a score say nothing`() {
        var episode = DriftEpisode(rememberedAt: start)
        #expect(episode.take(status(5, isJudged: false), isNew: true, at: after(minutes: 60)) == [])
        #expect(episode.take(status(5, group: nil), isNew: true, at: after(minutes: 1)) == [])
        #expect(episode.take(status(nil), isNew: true, at: after(minutes: 2)) == [])
        #expect(!episode.isDrifted)
    }
}
