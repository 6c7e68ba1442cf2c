/// Terminated copies of texts, at addresses that stay the same for the array's life.
final class CStringArray {
    let pointers: [UnsafePointer<CChar>]

    init(_ texts: [String]) {
        pointers = texts.map { text in
            let characters = text.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
            for (offset, character) in characters.enumerated() { (copy + offset).initialize(to: character) }
            return UnsafePointer(copy)
        }
    }

    deinit {
        for pointer in pointers { pointer.deallocate() }
    }
}
