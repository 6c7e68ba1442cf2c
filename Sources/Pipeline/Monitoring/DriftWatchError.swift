import Registry

/// Why inputs cannot be watched.
enum DriftWatchError: Error, Equatable, CustomStringConvertible {
    /// The version keeps nothing of what it was trained on.
    case withoutReference(ModelVersion)
    /// The version takes features that this program does not compute.
    case unknownView(ModelVersion)

    var description: String {
        switch self {
        case .withoutReference(let version):
            "\(version.name) version \(version.number) keeps no reference of its training rows; "
                + "driftdetector train makes a version that does, and driftdetector models promote lets it answer"
        case .unknownView(let version):
            "\(version.name) version \(version.number) takes the features \(version.run.view), which this program does "
                + "not compute"
        }
    }
}
