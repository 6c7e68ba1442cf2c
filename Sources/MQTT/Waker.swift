import Foundation

/// A pipe by which one thread ends the waiting of another.
final class Waker: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    /// Makes it.
    ///
    /// - Throws: ``MQTTError`` with `.library` when the system has no descriptor left.
    init(for broker: String) throws(MQTTError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw MQTTError(broker, .library(systemText(errno))) }
        for descriptor in ends {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Ends the waiting that is, and every one that comes.
    func wake() {
        var byte: UInt8 = 1
        // A full pipe has woken already.
        _ = write(writeEnd, &byte, 1)
    }

    /// Waits for a socket, for ``wake()`` or for the end of the time.
    ///
    /// - Parameters:
    ///   - socket: the socket; negative for none.
    ///   - wantsToWrite: whether room to write ends the waiting too; bytes to read always do.
    ///   - timeout: the longest wait, at least a millisecond unless it is zero.
    /// - Returns: whether the socket has something to read, or its end.
    func wait(socket: Int32 = -1, wantsToWrite: Bool = false, timeout: Duration) -> Bool {
        let events = Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0)
        var descriptors = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0), pollfd(fd: socket, events: events, revents: 0),
        ]
        let milliseconds = (timeout / .milliseconds(1)).rounded(.up)
        _ = poll(&descriptors, 2, Int32(min(max(milliseconds, 0), 3_600_000)))
        return descriptors[1].revents & ~Int16(POLLOUT) != 0
    }
}

/// What the system says of an error number.
func systemText(_ number: Int32) -> String { String(cString: strerror(number)) }
