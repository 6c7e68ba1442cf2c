import CONNXRuntime

extension ONNXRuntimeFunctions {
    /// Throws what a call's status says, and releases the status.
    func check(_ status: OpaquePointer?, _ subject: String) throws(ONNXError) {
        guard let status else { return }
        defer { release_status(status) }
        throw ONNXError(subject, .runtimeRefused(String(cString: get_error_message(status))))
    }

    /// What a successful call gave.
    func require<Value>(_ value: Value?, _ subject: String) throws(ONNXError) -> Value {
        guard let value else { throw ONNXError(subject, .runtimeRefused("the call succeeded and gave nothing")) }
        return value
    }
}
