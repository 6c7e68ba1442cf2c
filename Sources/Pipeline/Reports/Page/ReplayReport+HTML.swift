import Mustache

extension ReplayReport {
    /// The report as one HTML file that needs no other file, no script and no network.
    ///
    /// The same report gives the same bytes.
    /// - Returns: an HTML document in UTF-8.
    public func html() -> String {
        guard let template = try? MustacheTemplate(string: ReplayPage.template) else {
            preconditionFailure("the page's template is a constant of this module and is well formed")
        }
        return template.render(ReplayPage(self))
    }
}
