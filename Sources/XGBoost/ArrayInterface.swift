/// Where an array lies in memory and how it is laid out, in the JSON of NumPy's array interface (version 3), which is
/// how XGBoost wants arrays described.
struct ArrayInterface: CustomStringConvertible {
    let description: String

    /// A row-major array; good as long as the buffer is.
    init(_ buffer: UnsafeBufferPointer<Float>, shape: [Int]) {
        let address = UInt(bitPattern: buffer.baseAddress)
        // Little-endian 32-bit floats, as on every machine that Swift supports; `true` for read-only.
        description = #"{"data": [\#(address), true], "shape": \#(shape), "typestr": "<f4", "version": 3}"#
    }
}
