import FeatureStore
import Readings
import TestSupport
import Testing

/// Bytes that Feast 0.67.0 wrote into Redis.
struct FeastBytesTests {
    private func bytes(_ hexadecimal: String) -> [UInt8] {
        hexadecimal.split(separator: " ").map { UInt8($0, radix: 16) ?? 0 }
    }

    @Test func `keys of entities are Feast's`() throws {
        let station = try #require(FeastEntityKey(joinKeys: ["station_id": .string("vno-1")], project: "weather"))
        #expect(
            station.bytes
                == bytes("01 00 00 00 02 00 00 00 0a 00 00 00 73 74 61 74 69 6f 6e 5f 69 64")
                + bytes("02 00 00 00 05 00 00 00 76 6e 6f 2d 31 77 65 61 74 68 65 72"))
        let two = try #require(
            FeastEntityKey(joinKeys: ["station_id": .string("vno-1"), "sensor": .int64(7)], project: "weather"))
        #expect(
            two.bytes
                == bytes("02 00 00 00 02 00 00 00 06 00 00 00 73 65 6e 73 6f 72")
                + bytes("02 00 00 00 0a 00 00 00 73 74 61 74 69 6f 6e 5f 69 64")
                + bytes("04 00 00 00 08 00 00 00 07 00 00 00 00 00 00 00")
                + bytes("02 00 00 00 05 00 00 00 76 6e 6f 2d 31 77 65 61 74 68 65 72"))
        #expect(FeastEntityKey(joinKeys: ["a": .double(1)], project: "p") == nil)
    }

    @Test func `fields of features are Feast's`() {
        let view = FeastView(
            name: "station_hourly", features: ["temp", "wind", "name", "ok", "f32", "small", "when", "hist"])
        #expect(
            view.featureFields
                == [
                    "02 42 da 66", "56 ce 5a 70", "4e 99 ac f0", "25 2e fb 02", "72 16 b7 8c", "37 52 63 6f",
                    "41 15 33 c8",
                    "35 4e 9a 58",
                ].map(bytes))
        #expect(view.timestampField == Array("_ts:station_hourly".utf8))
    }

    private static let values: [(value: FeastValue, bytes: String)] = [
        (.double(1.5), "29 00 00 00 00 00 00 f8 3f"), (.int64(3), "20 03"),
        (.string("Šiaulių"), "12 09 c5 a0 69 61 75 6c 69 c5 b3"), (.bool(true), "38 01"), (.bool(false), "38 00"),
        (.float(0.25), "35 00 00 80 3e"), (.int32(-5), "18 fb ff ff ff ff ff ff ff ff 01"), (.int32(0), "18 00"),
        (.timestamp(Timestamp(milliseconds: 1_795_179_600_000)), "40 d0 88 81 d8 06"),
        (.doubleList([1, 2.5]), "7a 12 0a 10 00 00 00 00 00 00 f0 3f 00 00 00 00 00 00 04 40"),
        (.null, ""),
    ]

    @Test func `values are Feast's, both ways`() {
        for (value, text) in Self.values {
            #expect(value.serialized == bytes(text))
            #expect(FeastValue(serialized: bytes(text)) == value)
        }
        #expect(FeastValue.double(.nan).serialized.isEmpty)
        #expect(FeastValue.float(.nan).serialized.isEmpty)
    }

    @Test(arguments: [
        FeastValue.bytes([0, 255]), .bytesList([[], [1, 2]]), .stringList(["", "ž"]), .int32List([0, -1, .max]),
        .int64List([.min, 0, .max]), .doubleList([]), .floatList([1, -0.5]), .boolList([true, false]),
        .timestampList([Timestamp(milliseconds: 0), Timestamp(milliseconds: -5_000)]), .int64(.min),
    ])
    func `every type is read as it was written`(value: FeastValue) {
        #expect(FeastValue(serialized: value.serialized) == value)
    }

    @Test func `moments are Feast's, cut to milliseconds`() throws {
        let written = bytes("08 c0 ec 80 d8 06 10 80 94 ef 3a")
        let moment = try #require(FeastView.moment(serialized: written))
        #expect(moment.milliseconds == 1_795_176_000_123)
        #expect(FeastView.moment(serialized: FeastView.serialized(moment)) == moment)
        #expect(FeastView.moment(serialized: []) == Timestamp(milliseconds: 0))
        let early = Timestamp(milliseconds: -1_500)
        #expect(FeastView.moment(serialized: FeastView.serialized(early)) == early)
    }

    @Test func `bytes that are no value are refused, and nothing traps`() {
        for text in [
            "29 00", "0a ff ff ff ff 0f", "18", "07 00", "12 02 c3 28", "62 01 08", "ff ff ff ff ff ff ff ff ff ff",
        ] {
            #expect(FeastValue(serialized: bytes(text)) == nil)
        }
        var random = SeededRandom(seed: 5)
        for _ in 0..<50_000 {
            let noise = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if let value = FeastValue(serialized: noise) { #expect(FeastValue(serialized: value.serialized) != nil) }
            _ = FeastView.moment(serialized: noise)
        }
    }
}
