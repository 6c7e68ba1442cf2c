import Registry
import Testing

struct ModelNamesTests {
    @Test func `takes the weather detector's name from the setting and leaves the others`() {
        let names = ModelNames(weatherDetector: "mine")
        #expect(names.detector(ofSchema: "weather") == "mine")
        #expect(names.detector(ofSchema: "machine") == "anomaly-detection-model-machine")
        #expect(names.detector(ofSchema: "pump") == "anomaly-detection-model-pump")
        #expect(names.weatherForecaster == "weather-forecast-model")
        #expect(ModelNames().weatherDetector == "anomaly-detection-model")
    }
}
