import CONNXRuntime

/// Reads what a session takes and gives.
struct SessionReader {
    let functions: ONNXRuntimeFunctions
    let session: OpaquePointer

    private typealias GetCount = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> OpaquePointer?
    private typealias GetName =
        @convention(c) (
            OpaquePointer, Int, OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        ) -> OpaquePointer?
    private typealias GetType =
        @convention(c) (
            OpaquePointer, Int, UnsafeMutablePointer<OpaquePointer?>
        ) -> OpaquePointer?

    func inputs() throws(ONNXError) -> [ValueInfo] {
        try values(functions.get_input_count, functions.get_input_name, functions.get_input_type)
    }

    func outputs() throws(ONNXError) -> [ValueInfo] {
        try values(functions.get_output_count, functions.get_output_name, functions.get_output_type)
    }

    private func values(
        _ getCount: GetCount, _ getName: GetName, _ getType: GetType
    ) throws(ONNXError) -> [ValueInfo] {
        var count = 0
        try functions.check(getCount(session, &count), "model")
        var values: [ValueInfo] = []
        for index in 0..<count {
            let name = try name(at: index, getName)
            values.append(try value(named: name, at: index, getType))
        }
        return values
    }

    private func name(at index: Int, _ getName: GetName) throws(ONNXError) -> String {
        var found: OpaquePointer?
        try functions.check(functions.get_default_allocator(&found), "model")
        let allocator = try functions.require(found, "model")
        var characters: UnsafeMutablePointer<CChar>?
        try functions.check(getName(session, index, allocator, &characters), "model")
        let text = try functions.require(characters, "model")
        let name = String(cString: text)
        try functions.check(functions.allocator_free(allocator, text), "model")
        return name
    }

    private func value(named name: String, at index: Int, _ getType: GetType) throws(ONNXError) -> ValueInfo {
        var created: OpaquePointer?
        try functions.check(getType(session, index, &created), "model")
        let type = try functions.require(created, "model")
        defer { functions.release_type(type) }
        var info: OpaquePointer?
        try functions.check(functions.cast_to_tensor_info(type, &info), "model")
        guard let info else { return ValueInfo(name: name, elementType: .other(0), shape: nil) }
        let reader = TensorInfoReader(functions: functions, info: info)
        return ValueInfo(
            name: name, elementType: try reader.elementType("model"),
            shape: try reader.shape("model").map { $0 < 0 ? .free("") : .fixed(Int($0)) })
    }
}
