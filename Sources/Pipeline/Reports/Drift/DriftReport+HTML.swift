import Mustache
public import Readings

extension DriftReport {
    /// The report as one HTML file that needs no other file, no script and no network; its numbers are inside as JSON.
    ///
    /// Words first, then SVG pictures, a table behind each. Texts may hold anything: they are shown as they are. The same
    /// report and history give the same bytes.
    /// - Parameter history: severities of earlier windows, ascending by moment; drawn when there are at least two.
    /// - Returns: an HTML document in UTF-8.
    public func html(history: [(Timestamp, Double)] = []) -> String {
        guard let template = try? MustacheTemplate(string: DriftPage.template) else {
            preconditionFailure("the page's template is a constant of this module and is well formed")
        }
        return template.render(DriftPage(self, history: history))
    }
}
