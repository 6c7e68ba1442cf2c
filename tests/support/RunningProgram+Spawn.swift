import Foundation

extension RunningProgram {
    /// Starts a program with no input, output into a file and errors into a descriptor.
    static func spawn(
        _ path: String, arguments: [String], environment: [String: String], directory: String?, output: String,
        errorDescriptor: Int32
    ) throws -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The threads of a pool block signals, and what they start would inherit that: SIGTERM would never arrive.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errorDescriptor, 2)
        #if !canImport(Darwin)
        // A socket of another test that lived on in this program would never come to its end.
        for descriptor in 3..<Int32(512) { posix_spawn_file_actions_addclose(&actions, descriptor) }
        #endif
        // The shell changes the directory and becomes the program: posix_spawn itself cannot everywhere.
        let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#]
        let line = directory.map { shell + [$0, path] + arguments } ?? [path] + arguments
        var words = line.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var number: pid_t = 0
        let status = posix_spawn(&number, line[0], &actions, &attributes, &words, &variables)
        guard status == 0 else { throw POSIXError(.init(rawValue: status) ?? .EIO) }
        return number
    }

    /// Reads a descriptor to its end, and hands on each line without its line feed.
    static func readLines(of descriptor: Int32, _ receive: (String) -> Void) -> [UInt8] {
        var all: [UInt8] = []
        var lineStart = 0
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return all }
            all += chunk[..<count]
            while let lineEnd = all[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
                receive(String(decoding: all[lineStart..<lineEnd], as: UTF8.self))
                lineStart = lineEnd + 1
            }
        }
    }
}
