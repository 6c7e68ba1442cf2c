import Foundation

/// A certificate authority made for one test by the `openssl` command, and a certificate of it for this machine.
public final class TestAuthority: Sendable {
    /// Whether tests should try: missing, it is a reason to skip on a developer's machine and a failure in continuous
    /// integration.
    public static var isExpected: Bool { program != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    private static let program = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
        .first(where: FileManager.default.isExecutableFile)

    private let scratch: ScratchDirectory

    /// Makes them.
    ///
    /// - Parameter host: the name that the certificate is for.
    /// - Throws: when `openssl` is missing or fails.
    public init(host: String = "localhost") async throws {
        scratch = try ScratchDirectory()
        let names = try scratch.write("subjectAltName=DNS:\(host)\n", to: "names")
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try await run(
            ["req", "-x509", "-subj", "/CN=Authority of a test", "-days", "2"] + key
                + ["-keyout", scratch.file("authority.key"), "-out", authorityFile])
        try await run(
            ["req", "-subj", "/CN=\(host)"] + key + ["-keyout", keyFile, "-out", scratch.file("request")])
        try await run(
            ["x509", "-req", "-in", scratch.file("request"), "-days", "2", "-CA", authorityFile]
                + ["-CAkey", scratch.file("authority.key"), "-CAcreateserial", "-extfile", names]
                + ["-out", certificateFile])
    }

    /// The authority's own certificate.
    public var authorityFile: String { scratch.file("authority.pem") }
    /// The certificate of the host.
    public var certificateFile: String { scratch.file("host.pem") }
    /// Its key.
    public var keyFile: String { scratch.file("host.key") }

    private func run(_ arguments: [String]) async throws {
        guard let program = Self.program else { throw CocoaError(.fileNoSuchFile) }
        let environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.path]
        let outcome = try await RunningProgram(
            program, arguments: arguments, environment: environment, directory: scratch.path
        ).end()
        guard outcome.status == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSDebugDescriptionErrorKey: outcome.errors])
        }
    }
}
