/// The address that the service should listen on cannot be had.
struct ListeningError: Error, CustomStringConvertible {
    let address: String
    let problem: String

    var description: String {
        "cannot listen on \(address): \(problem); --host and --port name another address, --port 0 takes a free port"
    }
}
