import Ingestion
import Testing

struct TopicFilterTests {
    @Test(
        arguments: [
            ("driftdetector/readings/#", "driftdetector/readings/M-7", "M-7"),
            ("driftdetector/readings/#", "driftdetector/readings/hall/M-7", "M-7"),
            ("driftdetector/readings/#", "driftdetector/readings", nil),
            ("driftdetector/readings/#", "driftdetector/readings/", nil),
            ("driftdetector/readings/#", "other/readings/M-7", nil),
            ("hall/+/temperature/+", "hall/3/temperature/M-7", "M-7"), ("hall/+", "hall/3/M-7", nil),
            ("hall/M-7", "hall/M-7", "M-7"), ("#", "M-7", "M-7"), ("+", "a/b", nil),
        ] as [(String, String, String?)])
    func `takes the station from the last level`(filter: String, topic: String, station: String?) {
        #expect(TopicFilter(filter).station(of: topic) == station)
    }
}
