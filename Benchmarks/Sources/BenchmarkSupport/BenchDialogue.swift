public import Foundation

/// How a process that is measured talks to the script that leads the comparison.
public enum BenchDialogue {
    /// Writes numbers in the machine's own order of bytes.
    /// - Parameters:
    ///   - numbers: the numbers.
    ///   - file: where to.
    /// - Throws: what the system says.
    public static func write<Number>(_ numbers: [Number], to file: URL) throws {
        try numbers.withUnsafeBytes { try Data($0).write(to: file) }
    }

    /// Says that all is loaded, then does what each line asks for, `TASK REPEATS`, and answers with the CPU seconds of one
    /// repeat.
    /// - Parameter work: does a task once; gives something that shows that nothing was left out, nil for an unknown task.
    /// - Throws: what the work throws.
    public static func answer(_ work: (_ task: String, _ turn: Int) throws -> Double?) throws {
        say(#"{"ready":true}"#)
        while let line = readLine() {
            let words = line.split(separator: " ")
            guard words.count == 2, let repeats = Int(words[1]), repeats > 0 else { refuse(line) }
            var checksum = 0.0
            let seconds = try CPUClock.measure {
                for turn in 0..<repeats {
                    guard let result = try work(String(words[0]), turn) else { refuse(line) }
                    checksum += result
                }
            }
            say(#"{"cpu_seconds":\#(seconds / Double(repeats)),"checksum":\#(checksum)}"#)
        }
    }

    /// Ends the process for a line that it cannot serve, or for wrong arguments.
    /// - Parameter what: the line.
    public static func refuse(_ what: String) -> Never {
        FileHandle.standardError.write(Data("cannot do: \(what)\n".utf8))
        exit(64)
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
