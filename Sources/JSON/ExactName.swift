/// A member's name compared scalar by scalar, as JSON asks: Swift's own `==` takes the Kelvin sign for a K.
struct ExactName: Hashable {
    let string: String

    static func == (one: ExactName, other: ExactName) -> Bool {
        one.string.utf8.count == other.string.utf8.count && one.string.utf8.elementsEqual(other.string.utf8)
    }

    /// By bytes as well: Swift's own hash is the same for all spellings of a name, which would invite long chains.
    func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
