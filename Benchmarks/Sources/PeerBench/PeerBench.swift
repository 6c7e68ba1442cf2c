import Foundation

/// Our side of the comparison with the Python libraries, led by `peers.py`.
///
/// `PeerBench DATASET FOLDER` loads the data, writes the peers' material to the folder and says so. Then it does what
/// each line asks for, `TASK REPEATS`, and answers with the CPU seconds of one repeat.
@main
struct PeerBench {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: PeerBench DATASET FOLDER\n".utf8))
            exit(64)
        }
        let workload = try Workload(dataset: CommandLine.arguments[1])
        try workload.writeMaterial(to: URL(fileURLWithPath: CommandLine.arguments[2]))
        answer(#"{"ready":true}"#)
        while let line = readLine() {
            let words = line.split(separator: " ")
            guard words.count == 2, let task = PeerTask(rawValue: String(words[0])), let repeats = Int(words[1]),
                repeats > 0
            else {
                let tasks = PeerTask.allCases.map(\.rawValue).joined(separator: ", ")
                FileHandle.standardError.write(Data("PeerBench: \(line): one of \(tasks) and a count is needed\n".utf8))
                exit(64)
            }
            let (seconds, checksum) = try workload.measure(task, repeats: repeats)
            answer(#"{"cpu_seconds":\#(seconds),"checksum":\#(checksum)}"#)
        }
    }

    private static func answer(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
