import Readings
import Testing

struct SensorSchemaTests {
    @Test func `keeps quantities in the order of files and requests`() {
        #expect(SensorSchema.weather.quantities.map(\.name) == ["temperature", "pressure", "humidity", "wind_speed"])
        #expect(SensorSchema.weather.quantities.map(\.unit) == ["°C", "hPa", "%", "m/s"])
        #expect(SensorSchema.machine.quantities.map(\.name) == ["temperature", "vibration", "rotation_speed"])
        #expect(SensorSchema.machine.quantities.map(\.unit) == ["°C", "mm/s", "rpm"])
        #expect(SensorSchema.all.map(\.name) == ["weather", "machine"])
    }

    @Test(arguments: [("temperature", 0), ("wind_speed", 3), ("vibration", nil), ("", nil)] as [(String, Int?)])
    func `finds a quantity by name`(name: String, place: Int?) {
        #expect(SensorSchema.weather.index(of: name) == place)
    }
}
