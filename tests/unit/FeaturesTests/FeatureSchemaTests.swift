import Features
import Readings
import Testing

struct FeatureSchemaTests {
    @Test func `has 32 features of weather in a fixed order`() {
        #expect(
            FeatureSchema.weather.featureNames == [
                "temperature", "pressure", "humidity", "wind_speed",
                "temp_mean_3h", "temp_std_3h", "temp_min_3h", "temp_max_3h",
                "temp_mean_6h", "temp_std_6h", "temp_min_6h", "temp_max_6h",
                "temp_mean_12h", "temp_std_12h", "temp_min_12h", "temp_max_12h",
                "temp_mean_24h", "temp_std_24h", "temp_min_24h", "temp_max_24h",
                "temp_lag_1h", "temp_lag_3h", "temp_lag_6h", "temp_lag_12h",
                "hour_sin", "hour_cos", "day_of_week", "month",
                "temp_x_humidity", "pressure_x_wind", "temp_x_wind", "humidity_x_pressure",
            ])
        #expect(FeatureSchema.weather.features.count == 32)
    }

    @Test func `has 30 features of a machine in a fixed order`() {
        #expect(
            FeatureSchema.machine.featureNames == [
                "temperature", "vibration", "rotation_speed",
                "vibration_mean_3h", "vibration_std_3h", "vibration_min_3h", "vibration_max_3h",
                "vibration_mean_6h", "vibration_std_6h", "vibration_min_6h", "vibration_max_6h",
                "vibration_mean_12h", "vibration_std_12h", "vibration_min_12h", "vibration_max_12h",
                "vibration_mean_24h", "vibration_std_24h", "vibration_min_24h", "vibration_max_24h",
                "vibration_lag_1h", "vibration_lag_3h", "vibration_lag_6h", "vibration_lag_12h",
                "hour_sin", "hour_cos", "day_of_week", "month",
                "temperature_x_vibration", "vibration_x_rotation_speed", "temperature_x_rotation_speed",
            ])
        #expect(FeatureSchema.machine.features.count == 30)
    }

    @Test func `has three departures of each sensor in a fixed order`() {
        #expect(
            FeatureSchema.weatherChange.featureNames == [
                "temperature_from_median_3h", "temperature_from_mean_24h", "temperature_from_yesterday",
                "pressure_from_median_3h", "pressure_from_mean_24h", "pressure_from_yesterday",
                "humidity_from_median_3h", "humidity_from_mean_24h", "humidity_from_yesterday",
                "wind_speed_from_median_3h", "wind_speed_from_mean_24h", "wind_speed_from_yesterday",
            ])
        #expect(FeatureSchema.machineChange.featureNames.count == 9)
        #expect(FeatureSchema.machineChange.featureNames[5] == "vibration_from_yesterday")
    }

    /// Stored rows and models carry these: another fingerprint makes them unreadable. FNV-1a of the schema as text.
    @Test func `keeps its fingerprints`() {
        #expect(FeatureSchema.weather.fingerprint == "77a6f540eead80fd")
        #expect(FeatureSchema.machine.fingerprint == "0b091b9d7b1530ff")
        #expect(FeatureSchema.weatherChange.fingerprint == "b058eb640a33c9e9")
        #expect(FeatureSchema.machineChange.fingerprint == "3116901517942d6b")
        #expect(ForecastSchema.weather.fingerprint == "2457925a2486daf0")
    }

    @Test func `is found by name`() {
        #expect(FeatureSchema.named("weather") == .weather)
        #expect(FeatureSchema.named("machine") == .machine)
        #expect(FeatureSchema.named("weather_change") == .weatherChange)
        #expect(FeatureSchema.named("machine_change") == .machineChange)
        #expect(FeatureSchema.named("Weather") == nil)
        #expect(FeatureSchema.named("") == nil)
    }

    @Test func `has another fingerprint after any change`() {
        let quantities = [
            Quantity(name: "a", unit: "m", physicalRange: 0...1), Quantity(name: "b", unit: "s", physicalRange: 0...1),
        ]
        let features = [
            Feature(name: "now", definition: .sensor(0)),
            Feature(name: "mean", definition: .rolling(sensor: 0, hours: 3, .mean)),
            Feature(name: "lag", definition: .lag(sensor: 0, hours: 3)),
            Feature(name: "month", definition: .calendar(.month)),
            Feature(name: "both", definition: .product(0, 1)),
        ]
        func fingerprint(_ change: (inout String, inout [Quantity], inout [Feature]) -> Void = { _, _, _ in }) -> String
        {
            var (name, quantities, features) = ("plant", quantities, features)
            change(&name, &quantities, &features)
            return FeatureSchema(sensors: SensorSchema(name: name, quantities: quantities), features: features)
                .fingerprint
        }
        func replacing(_ place: Int, _ definition: FeatureDefinition) -> String {
            fingerprint { $2[place] = Feature(name: $2[place].name, definition: definition) }
        }
        let fingerprints = [
            fingerprint(),
            fingerprint { name, _, _ in name = "pant" },
            fingerprint { _, quantities, _ in
                quantities[0] = Quantity(name: "a", unit: "km", physicalRange: 0...1)
            },
            fingerprint { _, quantities, _ in quantities[1] = Quantity(name: "c", unit: "s", physicalRange: 0...1) },
            fingerprint { _, quantities, _ in quantities.swapAt(0, 1) },
            fingerprint { _, quantities, _ in quantities.removeLast() },
            fingerprint { $2[0] = Feature(name: "then", definition: $2[0].definition) },
            fingerprint { $2.swapAt(0, 1) },
            fingerprint { $2.removeLast() },
            replacing(0, .sensor(1)),
            replacing(1, .rolling(sensor: 1, hours: 3, .mean)),
            replacing(1, .rolling(sensor: 0, hours: 4, .mean)),
            replacing(1, .rolling(sensor: 0, hours: 3, .std)),
            replacing(1, .rolling(sensor: 0, hours: 3, .min)),
            replacing(1, .rolling(sensor: 0, hours: 3, .max)),
            replacing(2, .lag(sensor: 1, hours: 3)),
            replacing(2, .lag(sensor: 0, hours: 1)),
            replacing(3, .calendar(.dayOfWeek)),
            replacing(3, .calendar(.hourSin)),
            replacing(4, .product(1, 0)),
        ]
        #expect(Set(fingerprints).count == fingerprints.count)
        #expect(fingerprint() == fingerprint())
        #expect(fingerprints.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    }
}
