import JSON

extension SensorSchema {
    /// Which schema an object's members speak of.
    enum Choice: Equatable {
        /// This one: alone complete, or the one with the most members present.
        case schema(SensorSchema)
        /// All of these are complete.
        case ambiguous([SensorSchema])
        /// None is complete, and these have equally many members present.
        case undecided([SensorSchema])
    }

    /// The schema of an object, chosen by the names of its members.
    static func chosen(for object: JSONObject) -> Choice {
        let present = all.map { schema in
            schema.quantities.count { object[$0.name] != nil }
        }
        let complete = zip(all, present).filter { $0.quantities.count == $1 }.map(\.0)
        if let only = complete.first { return complete.count == 1 ? .schema(only) : .ambiguous(complete) }
        let most = present.max()
        let nearest = zip(all, present).filter { $1 == most }.map(\.0)
        if nearest.count == 1, let only = nearest.first { return .schema(only) }
        return .undecided(nearest)
    }

    /// `weather (temperature, pressure, humidity, wind_speed)`.
    var listing: String {
        "\(name) (\(quantities.map(\.name).joined(separator: ", ")))"
    }
}
