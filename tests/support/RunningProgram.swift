import Foundation
import Synchronization

/// A program that was started and is listened to.
///
/// A thread of its own reads standard error to its end and then reaps the program. (Foundation's `Process` on Linux
/// loses the end of a program now and then when many are run at once.)
public final class RunningProgram: Sendable {
    private struct Ending {
        let rawStatus: Int32
        let errors: [UInt8]
    }

    /// The program's number, nil once it is reaped and the number may be another's.
    private final class Identifier: Sendable {
        let number: Mutex<pid_t?>

        init(_ number: pid_t) { self.number = Mutex(number) }
    }

    private let identifier: Identifier
    private let scratch: ScratchDirectory
    private let ending: Task<Ending?, Never>

    /// The lines on standard error, as they come; to be waited for by one task.
    public let errorLines: AsyncStream<String>

    init(_ path: String, arguments: [String], environment: [String: String], directory: String?) throws {
        scratch = try ScratchDirectory()
        // A file holds any amount; a pipe that nobody reads would stop the program.
        let output = try scratch.write("", to: "output")
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        // Neither end may live on in another program that is started at the same moment: the pipe would not end.
        for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        defer { close(writeEnd) }
        let number = try Self.spawn(
            path, arguments: arguments, environment: environment, directory: directory, output: output,
            errorDescriptor: writeEnd)

        let (lines, lineContinuation) = AsyncStream<String>.makeStream()
        let (endings, endingContinuation) = AsyncStream<Ending>.makeStream()
        errorLines = lines
        ending = Task { await endings.first { _ in true } }
        let identifier = Identifier(number)
        self.identifier = identifier
        Thread.detachNewThread {
            let errors = Self.readLines(of: readEnd) { lineContinuation.yield($0) }
            lineContinuation.finish()
            close(readEnd)
            // The ended program keeps its number until it is reaped, under the lock that guards its signals.
            var information = siginfo_t()
            while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            var status: Int32 = 0
            identifier.number.withLock {
                while waitpid(number, &status, 0) < 0, errno == EINTR {}
                $0 = nil
            }
            endingContinuation.yield(Ending(rawStatus: status, errors: errors))
            endingContinuation.finish()
        }
    }

    deinit {
        signal(SIGKILL)
    }

    /// The first line on standard error that has a text in it; nil when the program ended without one.
    public func firstErrorLine(with text: String) async -> String? {
        for await line in errorLines where line.contains(text) { return line }
        return nil
    }

    /// Sends a signal, such as `SIGTERM`; an ended program gets none.
    public func signal(_ number: Int32) {
        identifier.number.withLock { identifier in
            if let identifier { kill(identifier, number) }
        }
    }

    /// Waits until the program has ended.
    public func end() async throws -> BuiltProgram.Outcome {
        guard let ending = await ending.value else { throw CancellationError() }
        let signalNumber = ending.rawStatus & 0x7f
        return BuiltProgram.Outcome(
            status: signalNumber == 0 ? (ending.rawStatus >> 8) & 0xff : signalNumber, wasKilled: signalNumber != 0,
            output: try String(contentsOfFile: scratch.file("output"), encoding: .utf8),
            errors: String(decoding: ending.errors, as: UTF8.self))
    }
}
