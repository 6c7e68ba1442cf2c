extension IsolationTree: CustomStringConvertible {
    /// The tree as text, one node a line, children indented below their split, the left one first.
    public var description: String {
        var lines: [String] = []
        var open = [(node: 0, indent: "")]
        while let next = open.popLast() {
            switch nodes[next.node] {
            case .split(let feature, let threshold, let left, let right):
                lines.append("\(next.indent)[\(feature)] <= \(threshold)")
                open.append((right, next.indent + "  "))
                open.append((left, next.indent + "  "))
            case .leaf(let rows):
                lines.append("\(next.indent)leaf of \(rows)")
            }
        }
        return lines.joined(separator: "\n")
    }
}
