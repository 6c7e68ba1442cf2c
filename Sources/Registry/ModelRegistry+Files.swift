import Crypto
import Foundation

extension ModelRegistry {
    /// Whether a text may name a model: a-z, 0-9, `-` and `_`, at least one of them.
    /// - Parameter name: the text.
    /// - Returns: true when it may.
    public static func isValidName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// SHA-256, hexadecimal.
    static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func read(_ path: String) throws(RegistryError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw RegistryError(subject: path, reason: .file("cannot be read: \(error.localizedDescription)"))
        }
    }

    /// JSON with sorted keys, so that equal records have equal bytes.
    static func encoded(_ value: some Encodable) throws(RegistryError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
        } catch {
            throw RegistryError(subject: "\(type(of: value))", reason: .malformed("cannot be written: \(error)"))
        }
    }

    static func decoded<Value: Decodable>(_ type: Value.Type, at path: String) throws(RegistryError) -> Value {
        let bytes = try read(path)
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw RegistryError(
                subject: path,
                reason: .malformed("is damaged; restore it from a copy, or remove the version's directory"))
        }
    }
}
