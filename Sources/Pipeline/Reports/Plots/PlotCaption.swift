/// What someone who cannot see a plot is told about it.
package struct PlotCaption: Sendable, Equatable {
    /// Unique on the page; letters, digits and `-`.
    package let id: String
    /// What is shown, in a few words.
    package let title: String
    /// What is to be seen, in a sentence or two.
    package let description: String

    package init(id: String, title: String, description: String) {
        self.id = id
        self.title = title
        self.description = description
    }
}
