import Crypto

/// The proof that a delivery comes from who knows the secret, and is not an old one sent again.
///
/// Source: RFC 2104 with SHA-256, over the seconds since 1970, a full stop and the body.
public enum WebhookSignature {
    /// Signs a body.
    /// - Parameters:
    ///   - body: the bytes as they are sent.
    ///   - seconds: when they are sent, since 1970; goes along in a header.
    ///   - secret: what both sides know.
    /// - Returns: `sha256=` and 64 hexadecimal digits.
    public static func of(_ body: [UInt8], sentAt seconds: Int64, secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(seconds).".utf8) + body, using: key)
        let digits = Array("0123456789abcdef")
        return code.reduce(into: "sha256=") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xf)])
        }
    }
}
