import Yams

/// What is wrong with a text that should be YAML, in one line.
struct YAMLProblem {
    private let line: Int?
    private let text: String

    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            (line, text) = (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context)?:
            (line, text) = (context.mark.line, "twice in one mapping: \(duplicates.joined(separator: ", "))")
        case .reader(let problem, _, _, _)?: (line, text) = (nil, problem)
        default: (line, text) = (nil, "\(error)".split(separator: "\n").first.map(String.init) ?? "unknown")
        }
    }

    func error(in path: String) -> SettingsError {
        SettingsError(
            subject: line.map { "\(path):\($0)" } ?? path, problem: "cannot be read as YAML: \(text)")
    }
}
