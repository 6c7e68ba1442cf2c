import CParquet

/// Texts end to end in one buffer, as the library takes them.
struct PackedTexts {
    private var bytes: [UInt8] = []
    private var offsets: [Int64] = [0]
    private var valid: [UInt8] = []

    init(_ texts: some Collection<String>) {
        reserve(texts.count)
        for text in texts { append(text) }
    }

    init(_ texts: some Collection<String?>) {
        reserve(texts.count)
        for text in texts {
            if let text { append(text) } else { appendNull() }
        }
    }

    private mutating func reserve(_ count: Int) {
        offsets.reserveCapacity(count + 1)
        valid.reserveCapacity(count)
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        offsets.append(Int64(bytes.count))
        valid.append(1)
    }

    private mutating func appendNull() {
        offsets.append(Int64(bytes.count))
        valid.append(0)
    }

    /// Calls `body` with the texts in the library's form, which lives as long as the call.
    func withTexts<Result>(_ body: (UnsafePointer<CParquetTexts>) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                valid.withUnsafeBufferPointer { valid in
                    var texts = CParquetTexts(
                        bytes: bytes.assumingMemoryBound(to: CChar.self).baseAddress, offsets: offsets.baseAddress,
                        valid: valid.baseAddress, count: Int64(valid.count))
                    return body(&texts)
                }
            }
        }
    }
}
