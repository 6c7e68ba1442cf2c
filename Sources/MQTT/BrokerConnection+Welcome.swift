import Foundation

extension BrokerConnection {
    /// Waits until the broker lets this client in.
    ///
    /// - Parameters:
    ///   - waker: ends the waiting.
    ///   - isStopped: whether to give up, without an error.
    /// - Throws: ``MQTTError`` when it does not, or says nothing.
    func awaitWelcome(_ waker: Waker, unless isStopped: () -> Bool) throws(MQTTError) {
        let end = ContinuousClock.now + .seconds(configuration.answerSeconds)
        while events.connectCode == nil {
            try write()
            if isStopped() { return }
            let isReadable = waker.wait(socket: socket, wantsToWrite: wantsToWrite, timeout: .milliseconds(200))
            try read(messageLimit: 1, byteLimit: 1)
            if isReadable, events.connectCode == nil, hasEnded { throw error(.lost("the broker closed it")) }
            if ContinuousClock.now >= end { throw noAnswer }
        }
    }

    /// Nothing was heard in the time that is set.
    var noAnswer: MQTTError { error(.noAnswer(seconds: configuration.answerSeconds)) }

    /// Whether the other side has closed. The library overlooks it during a TLS handshake.
    private var hasEnded: Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }
}
