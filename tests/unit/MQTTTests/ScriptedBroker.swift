import Foundation
import Synchronization

/// A broker that says what its script says, in MQTT 3.1.1 unless it writes bytes itself.
final class ScriptedBroker: Sendable {
    /// A packet as it came.
    struct Packet: Equatable {
        /// The first four bits: 1 connects, 3 publishes, 4 acknowledges, 8 subscribes, 14 takes leave.
        let kind: UInt8
        /// What follows the length.
        let body: [UInt8]
    }

    /// One accepted connection, of the script's thread; `unreadBytes` of any.
    final class Client: Sendable {
        fileprivate let descriptor: Int32

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        /// The next packet; nil at the end.
        func next() -> Packet? {
            guard let head = take(1)?.first else { return nil }
            var length = 0
            var shift = 0
            while let byte = take(1)?.first {
                length |= Int(byte & 127) << shift
                shift += 7
                if byte < 128 { return take(length).map { Packet(kind: head >> 4, body: $0) } }
            }
            return nil
        }

        /// Sends bytes.
        func send(_ bytes: [UInt8]) { _ = write(descriptor, bytes, bytes.count) }

        /// Lets the client in and grants its subscription, with these codes.
        func welcome(connect: UInt8 = 0, grant: UInt8 = 1) {
            _ = next()
            send([0x20, 2, 0, connect])
            guard let request = next(), request.kind == 8 else { return }
            send([0x90, 3] + request.body.prefix(2) + [grant])
        }

        /// Sends a message that asks to be acknowledged under a number.
        func publish(_ number: UInt8, _ text: String, topic: String = "t") {
            let body = [0, UInt8(topic.utf8.count)] + Array(topic.utf8) + [0, number] + Array(text.utf8)
            send([0x32, UInt8(body.count)] + body)
        }

        /// Bytes that came and were not read.
        var unreadBytes: Int {
            var bytes = [UInt8](repeating: 0, count: 4096)
            return max(recv(descriptor, &bytes, bytes.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)), 0)
        }

        private func take(_ count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            var filled = 0
            while filled < count {
                let taken = bytes.withUnsafeMutableBytes {
                    read(descriptor, $0.baseAddress.map { $0 + filled }, count - filled)
                }
                guard taken > 0 else { return nil }
                filled += taken
            }
            return bytes
        }
    }

    /// Where it listens.
    let port: Int
    private let listener: Int32
    private let connections = Mutex<[Client]>([])

    /// Starts it.
    ///
    /// - Parameter scripts: one for each connection, in turn; later ones are closed at once.
    /// - Throws: when the system gives no socket.
    init(_ scripts: [@Sendable (Client) -> Void]) throws {
        #if canImport(Darwin)
        listener = socket(AF_INET, SOCK_STREAM, 0)
        #else
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0
                    ? getsockname(listener, $0, &length) : -1
            }
        }
        guard status == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            for script in scripts {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                let client = Client(descriptor)
                self?.connections.withLock { $0.append(client) }
                script(client)
                shutdown(descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Bytes that the latest connection brought and no script has read.
    var unreadBytes: Int { connections.withLock { $0.last?.unreadBytes ?? 0 } }
}
