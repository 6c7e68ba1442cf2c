/// The members of a JSON object in the order of the document; no two have the same name.
public struct JSONObject: Sendable, Equatable {
    /// A name with its value.
    public struct Member: Sendable, Equatable {
        /// The name, its escapes resolved.
        public let name: String
        /// Where the name's opening quotation mark stands, in bytes from the begin of the document.
        public let offset: Int
        /// The value.
        public let value: JSONValue
    }

    /// The members in the order of the document.
    public let members: [Member]

    /// No members.
    public init() { members = [] }

    init(members: [Member]) {
        self.members = members
    }

    /// Members that come from no document.
    /// - Parameter members: names, each once, with their values.
    public init(_ members: [(name: String, value: JSONValue)]) {
        self.members = members.map { Member(name: $0.name, offset: 0, value: $0.value) }
    }

    /// The value of the member with exactly this name, nil without one. Names that only look the same are different.
    public subscript(name: String) -> JSONValue? {
        members.first { ExactName(string: $0.name) == ExactName(string: name) }?.value
    }
}
