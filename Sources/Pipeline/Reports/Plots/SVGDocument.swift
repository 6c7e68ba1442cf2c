/// Writes one SVG picture that a screen reader takes as an image with a name and a description.
///
/// Colours, dashes and fonts come from the page's style by class.
package struct SVGDocument {
    /// On which side of its place a text lies.
    package enum Anchor: String, Sendable {
        /// The text begins there.
        case start
        /// The text is centred there.
        case middle
        /// The text ends there.
        case end
    }

    private var body: String

    /// An empty picture.
    /// - Parameters:
    ///   - caption: its name and description.
    ///   - width: in its own units, as shown at full size in CSS pixels.
    ///   - height: in the same units.
    package init(caption: PlotCaption, width: Double, height: Double) {
        let id = Markup(escaping: caption.id)
        body = """
            <svg role="img" aria-labelledby="\(id)-title" \
            aria-describedby="\(id)-desc" viewBox="0 0 \(width.shortText(decimals: 1)) \
            \(height.shortText(decimals: 1))"><title id="\(id)-title">\(Markup(escaping: caption.title))</title>\
            <desc id="\(id)-desc">\(Markup(escaping: caption.description))</desc>
            """
    }

    /// The whole picture.
    package var markup: Markup { Markup(wellFormed: body + "</svg>") }

    /// Adds an element without content.
    /// - Parameters:
    ///   - name: the element's name.
    ///   - attributes: values are escaped.
    package mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        body += "<\(name)"
        for (key, value) in attributes { body += " \(key)=\"\(Markup(escaping: value))\"" }
        body += "/>"
    }

    /// Adds a line of text.
    /// - Parameters:
    ///   - text: shown as it is.
    ///   - x: the place that `anchor` speaks of.
    ///   - y: the base line.
    ///   - anchor: the side of the place.
    ///   - style: the class.
    package mutating func addText(_ text: String, x: Double, y: Double, anchor: Anchor, style: String) {
        addTexts([PlacedText(text: text, x: x, y: y)], anchor: anchor, style: style)
    }

    /// Adds lines of text of one class.
    mutating func addTexts(_ texts: [PlacedText], anchor: Anchor, style: String) {
        guard !texts.isEmpty else { return }
        body += "<g class=\"\(Markup(escaping: style))\""
        body += anchor == .start ? ">" : " text-anchor=\"\(anchor.rawValue)\">"
        for text in texts {
            body += """
                <text x="\(text.x.shortText(decimals: 1))" y="\(text.y.shortText(decimals: 1))">\
                \(Markup(escaping: text.text))</text>
                """
        }
        body += "</g>"
    }

    mutating func addPath(_ path: SVGPath, style: String) {
        if !path.isEmpty { add("path", ["class": style, "d": path.data]) }
    }

    mutating func addLine(fromX: Double, y fromY: Double, toX: Double, y toY: Double, style: String) {
        var path = SVGPath()
        path.move(toX: fromX, y: fromY)
        path.line(toX: toX, y: toY)
        addPath(path, style: style)
    }
}
