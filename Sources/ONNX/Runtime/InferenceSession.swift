import CONNXRuntime

/// A model loaded into ONNX Runtime, ready to be run by any number of callers at the same time.
///
/// `@unchecked Sendable`: every stored property is set once in `init`; the pointers are released once in `deinit`, when no
/// caller is left. ONNX Runtime's `Run` may be called on one session from several threads, and everything else a run
/// uses (values, type information, statuses) belongs to that call alone. The names that `Run` reads are never written.
public final class InferenceSession: @unchecked Sendable {
    /// What the model takes, in the file's order; free axes have no name here.
    public let inputs: [ValueInfo]
    /// What the model gives, in the file's order.
    public let outputs: [ValueInfo]

    private let library: RuntimeLibrary
    private let session: OpaquePointer
    private let inputNames: CStringArray
    private let outputNames: CStringArray

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - model: the content of an `.onnx` file.
    ///   - library: the runtime.
    ///   - threads: the number of threads that work on one run, the caller's among them; ≥ 1.
    /// - Throws: ``ONNXError`` with `.threadCountInvalid`, or `.runtimeRefused` and the runtime's words when it is no
    ///   model or one that the runtime cannot run.
    public init(model: [UInt8], library: RuntimeLibrary, threads: Int = 1) throws(ONNXError) {
        guard threads >= 1, let threadCount = Int32(exactly: threads) else {
            throw ONNXError("session", .threadCountInvalid(threads))
        }
        let functions = library.functions
        let options = try Self.makeOptions(functions, threads: threadCount)
        defer { functions.release_session_options(options) }

        var created: OpaquePointer?
        try functions.check(
            functions.create_session_from_array(library.environment, model, model.count, options, &created), "model")
        let session = try functions.require(created, "model")
        do {
            let reader = SessionReader(functions: functions, session: session)
            inputs = try reader.inputs()
            outputs = try reader.outputs()
        } catch {
            functions.release_session(session)
            throw error
        }
        inputNames = CStringArray(inputs.map(\.name))
        outputNames = CStringArray(outputs.map(\.name))
        self.session = session
        self.library = library
    }

    deinit {
        library.functions.release_session(session)
    }

    private static func makeOptions(
        _ functions: ONNXRuntimeFunctions, threads: Int32
    ) throws(ONNXError) -> OpaquePointer {
        var created: OpaquePointer?
        try functions.check(functions.create_session_options(&created), "session options")
        let options = try functions.require(created, "session options")
        do {
            try functions.check(functions.set_graph_optimization_level(options, 99), "session options")
            try functions.check(functions.set_intra_op_thread_count(options, threads), "session options")
            try functions.check(functions.set_inter_op_thread_count(options, 1), "session options")
        } catch {
            functions.release_session_options(options)
            throw error
        }
        return options
    }

    /// Runs the model.
    ///
    /// - Parameters:
    ///   - tensors: one tensor for every input, by name.
    ///   - names: the outputs wanted; all of them when `nil`.
    /// - Returns: the outputs wanted, by name.
    /// - Throws: ``ONNXError`` with `.inputMissing`, `.nameUnknown`, `.elementTypeMismatch` or `.shapeMismatch` before
    ///   anything is run; `.elementTypeUnreadable` for an output that is neither float32 nor int64; `.runtimeRefused`.
    public func run(
        _ tensors: [String: Tensor], outputs names: [String]? = nil
    ) throws(ONNXError) -> [String: Tensor] {
        let given = try orderedInputs(tensors)
        let wanted = try outputIndices(names)
        guard !wanted.isEmpty else { return [:] }
        let values = RuntimeValues(functions: library.functions)
        for (input, tensor) in zip(inputs, given) { try values.append(tensor, subject: "input \"\(input.name)\"") }

        let results = RuntimeValues(functions: library.functions, emptyCount: wanted.count)
        let wantedNames = wanted.map { outputNames.pointers[$0] }
        try library.functions.check(
            library.functions.run(
                session, nil, inputNames.pointers, values.pointers, values.pointers.count, wantedNames,
                wantedNames.count, &results.pointers), "model")
        var read: [String: Tensor] = [:]
        for (position, index) in wanted.enumerated() {
            read[outputs[index].name] = try results.tensor(at: position, subject: "output \"\(outputs[index].name)\"")
        }
        return read
    }

    private func orderedInputs(_ tensors: [String: Tensor]) throws(ONNXError) -> [Tensor] {
        var given: [Tensor] = []
        for input in inputs {
            guard let tensor = tensors[input.name] else { throw ONNXError("input \"\(input.name)\"", .inputMissing) }
            try input.require(tensor)
            given.append(tensor)
        }
        if tensors.count > inputs.count {
            let known = inputs.map(\.name)
            for name in tensors.keys.sorted() where !known.contains(name) {
                throw ONNXError("input \"\(name)\"", .nameUnknown(known: known))
            }
        }
        return given
    }

    private func outputIndices(_ names: [String]?) throws(ONNXError) -> [Int] {
        guard let names else { return Array(outputs.indices) }
        var indices: [Int] = []
        for name in names {
            guard let index = outputs.firstIndex(where: { $0.name == name }) else {
                throw ONNXError("output \"\(name)\"", .nameUnknown(known: outputs.map(\.name)))
            }
            if !indices.contains(index) { indices.append(index) }
        }
        return indices
    }
}
