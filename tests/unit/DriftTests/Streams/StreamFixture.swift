import Drift
import Foundation
import TestSupport

/// Seeded streams, and where river and numpy find changes in them.
struct StreamFixture: Decodable, Sendable {
    let adwin: [AdaptiveWindowParameters]
    let pageHinkley: [PageHinkleyParameters]
    let cusum: [CumulativeSumParameters]
    let streams: [SeededStream]

    /// What differs from the defaults.
    struct AdaptiveWindowParameters: Decodable, Sendable {
        let delta: Double?
        let clock: Int?
        let maxBuckets: Int?
        let minWindowLength: Int?
        let gracePeriod: Int?

        var detector: AdaptiveWindow {
            AdaptiveWindow(
                delta: delta ?? 0.002, clock: clock ?? 32, maxBuckets: maxBuckets ?? 5,
                minWindowLength: minWindowLength ?? 5, gracePeriod: gracePeriod ?? 10)
        }
    }

    /// What differs from the defaults.
    struct PageHinkleyParameters: Decodable, Sendable {
        let mode: String?
        let minInstances: Int?
        let delta: Double?
        let threshold: Double?
        let alpha: Double?

        var detector: PageHinkley {
            PageHinkley(
                mode: mode.flatMap { PageHinkley.Mode(rawValue: $0) } ?? .both, minInstances: minInstances ?? 30,
                delta: delta ?? 0.005, threshold: threshold ?? 50, alpha: alpha ?? 0.9999)
        }
    }

    /// All but the clip.
    struct CumulativeSumParameters: Decodable, Sendable {
        let slack: Double
        let limit: Double
        let clip: Double?

        var detector: CumulativeSum { CumulativeSum(slack: slack, limit: limit, clip: clip) }
    }

    static let loaded = Result {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            StreamFixture.self, from: Data(contentsOf: ProjectFiles.fixture("river/streams.json")))
    }

    static func streams() throws -> [SeededStream] { try loaded.get().streams }
}

extension ChangeStream {
    /// The places of the values with which a change is found.
    mutating func detections(in values: [Double]) -> [Int] {
        var places: [Int] = []
        for (place, value) in values.enumerated() where update(value) { places.append(place) }
        return places
    }
}
