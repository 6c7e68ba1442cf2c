import Registry

/// Why inputs cannot be watched.
enum DriftWatchError: Error, Equatable, CustomStringConvertible {
    /// The version keeps nothing of what it was trained on.
    case withoutReference(ModelVersion)

    var description: String {
        switch self {
        case .withoutReference(let version):
            "\(version.name) version \(version.number) keeps no reference of its training rows; "
                + "driftdetector train makes a version that does"
        }
    }
}
