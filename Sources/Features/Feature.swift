/// One column of a feature row.
public struct Feature: Hashable, Sendable {
    /// The column's name, unique in its schema.
    public let name: String
    /// How it is computed.
    public let definition: FeatureDefinition

    /// A column by name and computation.
    public init(name: String, definition: FeatureDefinition) {
        self.name = name
        self.definition = definition
    }
}
