public import Features
import Foundation

/// The drift window's source: what the programs that share a data directory have answered lately.
public struct RecentPredictions: Sendable {
    private let directory: String
    private let schema: FeatureSchema
    private var readers: [PredictionRingReader] = []

    /// The answers of one schema.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - schema: the columns of the feature rows.
    public init(dataDirectory: String, schema: FeatureSchema) {
        directory = Self.directory(in: dataDirectory)
        self.schema = schema
    }

    /// What was answered since the last call, from all rings, as much of it as they still hold.
    /// - Returns: by the moment of their answer; those of one ring in their order.
    public mutating func next() -> [WindowRecord] {
        while FileManager.default.fileExists(
            atPath: Self.path(in: directory, schema: schema, number: readers.count))
        {
            readers.append(
                PredictionRingReader(
                    path: Self.path(in: directory, schema: schema, number: readers.count), schema: schema))
        }
        var records: [WindowRecord] = []
        for place in readers.indices { records += readers[place].newRecords() }
        guard readers.count > 1 else { return records }
        return records.enumerated().sorted {
            ($0.element.answeredAt, $0.offset) < ($1.element.answeredAt, $1.offset)
        }.map(\.element)
    }

    static func directory(in dataDirectory: String) -> String { "\(dataDirectory)/window" }

    static func path(in directory: String, schema: FeatureSchema, number: Int) -> String {
        "\(directory)/schema=\(schema.name).\(number).ring"
    }
}
