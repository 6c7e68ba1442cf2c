import JSON

extension JSONError {
    /// The way from the root to the value at the error's offset: names of members and places in arrays.
    ///
    /// Up to that offset the text is known to be right, so that brackets, commas and strings tell the way.
    /// - Parameter text: the text that the error is about.
    /// - Returns: without `body`; at a member's name the way to its object.
    func steps(in text: UnsafeRawBufferPointer) -> [ValidationIssue.Step] {
        var steps: [ValidationIssue.Step?] = []
        var isInObject: [Bool] = []
        var position = 0
        while position < min(offset, text.count) {
            let start = position
            position += 1
            switch text[start] {
            case UInt8(ascii: "{"):
                isInObject.append(true)
                steps.append(nil)
            case UInt8(ascii: "["):
                isInObject.append(false)
                steps.append(.index(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = isInObject.popLast()
                _ = steps.popLast()
            case UInt8(ascii: ","):
                if case .index(let index)?? = steps.last {
                    steps[steps.count - 1] = .index(index + 1)
                } else if isInObject.last == true {
                    steps[steps.count - 1] = nil
                }
            case UInt8(ascii: "\""):
                while position < text.count, text[position] != UInt8(ascii: "\"") {
                    position += text[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                position = min(position + 1, text.count)
                // The first string since the brace or comma is the name, a second one the value.
                if isInObject.last == true, case .some(.none) = steps.last {
                    let name = UnsafeRawBufferPointer(rebasing: text[start..<position])
                    if case .string(let name)? = try? JSONDocument(parsing: name).root {
                        steps[steps.count - 1] = .name(name)
                    }
                }
            default:
                continue
            }
        }
        return steps.compactMap(\.self)
    }
}
