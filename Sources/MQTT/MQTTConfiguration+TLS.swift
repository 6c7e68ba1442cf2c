import Foundation

extension MQTTConfiguration {
    /// How a connection is encrypted, and whom it trusts. TLS 1.2 is the least that is spoken.
    public struct TLS: Sendable, Equatable {
        /// A PEM file of the authorities that are trusted; the system's when nil.
        public var authorityFile: String?
        /// A PEM file of this client's certificate, for brokers that ask for one.
        public var certificateFile: String?
        /// The PEM file of the certificate's key, which has no password.
        public var keyFile: String?
        /// Whether the broker's certificate must be for the host that was asked for.
        public var checksHostName: Bool

        /// Trust in the system's authorities, or in those of a file.
        ///
        /// - Parameter authorityFile: a PEM file; the system's authorities when nil.
        public init(authorityFile: String? = nil) {
            self.authorityFile = authorityFile
            certificateFile = nil
            keyFile = nil
            checksHostName = true
        }

        func validate(broker: String) throws(MQTTError) {
            guard (certificateFile == nil) == (keyFile == nil) else {
                throw MQTTError(
                    broker,
                    .invalidSetting("client certificate", expected: "a file of the certificate and one of its key"))
            }
            for file in [authorityFile, certificateFile, keyFile] {
                if let file, !FileManager.default.isReadableFile(atPath: file) {
                    throw MQTTError(broker, .unreadableFile(file))
                }
            }
        }
    }
}
