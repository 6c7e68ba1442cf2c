/// A topic as it is subscribed to, with `+` for one level and `#` for all levels from there on.
package struct TopicFilter {
    private let levels: [Substring]

    /// A filter of a text such as `driftdetector/readings/#`.
    package init(_ text: String) {
        levels = text.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The station that a topic names with its last level.
    /// - Parameter topic: a topic without wildcards.
    /// - Returns: nil when the topic does not match, when it ends before `#`, which matches the level above too, and when
    ///   its last level is empty.
    package func station(of topic: String) -> String? {
        let names = topic.split(separator: "/", omittingEmptySubsequences: false)
        for (place, level) in levels.enumerated() where level != "#" {
            guard place < names.count, level == "+" || level == names[place] else { return nil }
        }
        let fits = levels.last == "#" ? names.count >= levels.count : names.count == levels.count
        guard fits, let last = names.last, !last.isEmpty else { return nil }
        return String(last)
    }
}
