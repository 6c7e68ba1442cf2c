/// What the drift watch shows.
public struct DriftFace: Sendable {
    /// What all windows say now, a JSON text.
    public let status: @Sendable () -> String
    /// The report of one kind of station, an HTML page; nil when there is none of it. Without a kind, of the first.
    public let report: @Sendable (String?) async throws -> String?

    /// A face.
    /// - Parameters:
    ///   - status: what all windows say now, a JSON text.
    ///   - report: the report of one kind of station, an HTML page.
    public init(
        status: @escaping @Sendable () -> String, report: @escaping @Sendable (String?) async throws -> String?
    ) {
        self.status = status
        self.report = report
    }
}
