import FeatureStore
import Foundation
import JSON
import Readings
import TestSupport
import Testing

/// Bytes of every type and kind of key, as Feast 0.67.0 wrote them into a Redis (scripts/oracles/check_feast.py).
struct FeastFixtureTests {
    private let root: JSONObject

    init() throws {
        let content = try Data(contentsOf: ProjectFiles.fixture("feast/values.json"))
        guard case .object(let root) = try JSONDocument(parsing: Array(content)).root else {
            throw CocoaError(.fileReadCorruptFile)
        }
        self.root = root
    }

    private func list(_ name: String) -> [JSONObject] {
        guard case .array(let elements)? = root[name] else { return [] }
        return elements.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    private func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    private func bytes(_ value: JSONValue?) -> [UInt8]? {
        guard let text = text(value) else { return nil }
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
    }

    private func elements(_ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { elements } else { [] }
    }

    private func double(_ value: JSONValue) -> Double? { value.double ?? text(value).flatMap(Double.init) }

    private func moment(_ value: JSONValue) -> Timestamp? {
        value.exactInteger.map { Timestamp(milliseconds: Int64($0) * 1_000) }
    }

    /// The value that the fixture names; nil for a type that it does not know.
    private func value(_ type: String, _ value: JSONValue) -> FeastValue? {
        let elements = elements(value)
        if value == .null { return .null }
        switch type {
        case "int32": return value.exactInteger.map { .int32(Int32($0)) }
        case "int64": return value.exactInteger.map { .int64(Int64($0)) }
        case "double": return double(value).map(FeastValue.double)
        case "float": return double(value).map { .float(Float($0)) }
        case "string": return text(value).map(FeastValue.string)
        case "bytes": return bytes(value).map(FeastValue.bytes)
        case "bool": return value == .bool(true) ? .bool(true) : .bool(false)
        case "timestamp": return moment(value).map(FeastValue.timestamp)
        case "int32List": return .int32List(elements.compactMap(\.exactInteger).map(Int32.init))
        case "int64List": return .int64List(elements.compactMap(\.exactInteger).map(Int64.init))
        case "doubleList": return .doubleList(elements.compactMap(double))
        case "floatList": return .floatList(elements.compactMap(double).map(Float.init))
        case "stringList": return .stringList(elements.compactMap(text))
        case "bytesList": return .bytesList(elements.compactMap(bytes))
        case "boolList": return .boolList(elements.map { $0 == .bool(true) })
        case "timestampList": return .timestampList(elements.compactMap(moment))
        default: return nil
        }
    }

    @Test func `values of every type have Feast's bytes, and are read from them`() throws {
        let cases = list("values")
        #expect(Set(cases.compactMap { text($0["type"]) }).count == 16 && cases.count >= 40)
        for one in cases {
            let type = try #require(text(one["type"]))
            let written = try #require(one["value"])
            let bytes = try #require(self.bytes(one["bytes"]))
            // Of Feast's making: no bytes at all are written as a missing value.
            let expected = try #require(type == "bytes" && bytes.isEmpty ? .null : self.value(type, written))
            #expect(expected.serialized == bytes, "\(type) \(expected)")
            let read = try #require(FeastValue(serialized: bytes))
            if expected.isMissing { #expect(read.isMissing) } else { #expect(read == expected) }
            let name = try #require(text(one["view"]))
            let view = FeastView(name: name, features: ["v"])
            if let field = self.bytes(one["field"]) { #expect(view.featureFields[0] == field) }
            let moment = try #require(self.bytes(one["event_time"]))
            #expect(FeastView.moment(serialized: moment)?.milliseconds == 1_795_176_000_123)
        }
    }

    @Test func `keys of every kind are Feast's`() throws {
        let cases = list("keys")
        #expect(cases.count == 8)
        for one in cases {
            let type = try #require(text(one["type"]))
            let written = try #require(one["value"])
            let joinKey = try #require(text(one["join_key"]))
            let project = try #require(text(one["project"]))
            let value = try #require(self.value(type, written))
            let key = FeastEntityKey(joinKeys: [joinKey: value], project: project)
            #expect(key?.bytes == bytes(one["key"]))
        }
    }
}
