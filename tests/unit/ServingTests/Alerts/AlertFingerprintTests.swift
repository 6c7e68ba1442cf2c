import Serving
import Testing

struct AlertFingerprintTests {
    @Test func `is what Alertmanager gives`() {
        // Captured from Alertmanager 0.25.0.
        #expect(
            AlertFingerprint.of([
                ("severity", "critical"), ("alertname", "FeatureDriftHigh"), ("action", "retrain"),
                ("job", "pred-maint"), ("instance", "127.0.0.1:19100"), ("feature", "temperature"),
            ]) == "6a865f67b93e51ef")
    }

    @Test func `has sixteen digits, also of no labels`() {
        #expect(AlertFingerprint.of([]) == "cbf29ce484222325")
        for number in 0..<500 { #expect(AlertFingerprint.of([("n", "\(number)")]).count == 16) }
    }
}
