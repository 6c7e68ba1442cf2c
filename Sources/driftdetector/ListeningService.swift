import Foundation
import NIOCore
import ServiceLifecycle

/// A server without which the program is of no use: an address that cannot be had is an error that says what to do.
struct ListeningService: Service {
    private let server: any Service
    private let address: String

    init(_ server: any Service, address: String) {
        self.server = server
        self.address = address
    }

    func run() async throws {
        do {
            try await server.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ListeningError(address: address, problem: "taken by another program")
        } catch let error as IOError {
            throw ListeningError(address: address, problem: String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError {
            throw ListeningError(address: address, problem: "not an address of this machine: \(error)")
        } catch let error as SocketAddressError.UnknownHost {
            throw ListeningError(address: address, problem: "no machine has this name: \(error.host)")
        }
    }
}
