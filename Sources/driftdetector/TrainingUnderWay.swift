/// Another process trains on the same data directory.
struct TrainingUnderWay: Error, CustomStringConvertible {
    let dataDirectory: String

    var description: String { "\(dataDirectory): another process trains on it; try again when it has ended" }
}
