/// What the gate found about a challenger.
public struct GateVerdict: Sendable, Equatable, Codable {
    /// One thing that was looked at.
    public struct Check: Sendable, Equatable, Codable {
        /// What it is called, such as `persistence`.
        public var name: String
        /// Whether it speaks for the challenger.
        public var passed: Bool
        /// What was found, in one sentence.
        public var sentence: String

        /// Something that was looked at.
        /// - Parameters:
        ///   - name: what it is called.
        ///   - passed: whether it speaks for the challenger.
        ///   - sentence: what was found.
        public init(name: String, passed: Bool, sentence: String) {
            self.name = name
            self.passed = passed
            self.sentence = sentence
        }
    }

    /// All that was looked at.
    public var checks: [Check]

    /// A verdict of its checks.
    /// - Parameter checks: all that was looked at.
    public init(checks: [Check]) {
        self.checks = checks
    }

    /// Whether all checks speak for the challenger, and there are some.
    public var passed: Bool { !checks.isEmpty && checks.allSatisfy(\.passed) }

    /// What speaks against it or, where nothing does, all that was found.
    public var sentence: String {
        let against = checks.filter { !$0.passed }
        return (against.isEmpty ? checks : against).map(\.sentence).joined(separator: "; ")
    }
}
