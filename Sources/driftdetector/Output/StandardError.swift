import Foundation

/// Progress and errors; standard output is for results.
enum StandardError {
    static func write(_ text: String) {
        // Who read it may be gone; that must not end the work.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
