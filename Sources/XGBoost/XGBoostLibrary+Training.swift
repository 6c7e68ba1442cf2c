import CXGBoost

extension XGBoostLibrary {
    /// Trains trees, on the calling thread and the helpers that `threads` allows, until all rounds are done.
    ///
    /// The same arguments give the same trees, to the bit, for one build of the library. The number of threads has
    /// changed nothing in any trial of version 3.2.0 (1, 2 and 3 threads, each objective, drawn or not, up to 26,000
    /// rows), but sums of gradients are then rounded in another order and XGBoost promises nothing: for trees that must
    /// come out the same, keep it fixed. The seed matters only where rows or columns are drawn.
    ///
    /// Calls on different threads do not disturb each other: each has a matrix and a booster of its own, and XGBoost's
    /// random numbers and error texts are the thread's. At its peak a call takes about 40 bytes of memory for each
    /// value.
    ///
    /// - Parameters:
    ///   - rows: values, row after row, each in its column's own unit; NaN for what is missing. As many as labels times
    ///     columns.
    ///   - columns: the number of values in a row, at least 1.
    ///   - labels: one finite number a row, at least one.
    ///   - parameters: how the trees are grown.
    ///   - isCancelled: asked before each round; `true` ends the call.
    /// - Returns: the trees, `parameters.rounds` of them.
    /// - Throws: ``XGBoostError``: `.outOfRange` for a parameter, `.rowsMissing`, `.columnCountInvalid`,
    ///   `.valueCountMismatch`, `.valueInfinite` or `.labelNotFinite` for the data, `.cancelled`, and for what the
    ///   library makes of numbers near the limits of Float `.libraryRefused`, `.modelMalformed` or `.numberNotFinite`.
    /// - Complexity: O(rounds · depth · values).
    public func train(
        rows: [Float], columns: Int, labels: [Float], parameters: BoostingParameters,
        isCancelled: () -> Bool = { false }
    ) throws(XGBoostError) -> BoostedTrees {
        try parameters.validate()
        let data = try TrainingData(rows: rows, columns: columns, labels: labels)

        let matrix = try makeMatrix(data, threads: parameters.threads)
        defer { _ = functions.free_matrix(matrix) }
        let booster = try makeBooster(matrix, parameters: parameters)
        defer { _ = functions.free_booster(booster) }
        for round in 0..<parameters.rounds {
            if isCancelled() { throw XGBoostError("training", .cancelled(rounds: round)) }
            try functions.check(functions.update(booster, CInt(round), matrix), "training, round \(round)")
        }
        return try BoostedTrees(savedModel: try savedModel(of: booster))
    }

    private func makeMatrix(_ data: TrainingData, threads: Int) throws(XGBoostError) -> OpaquePointer {
        var created: OpaquePointer?
        try functions.check(
            data.rows.withUnsafeBufferPointer { values in
                functions.create_matrix(
                    ArrayInterface(values, shape: [data.labels.count, data.columns]).description,
                    #"{"missing": NaN, "nthread": \#(threads)}"#, &created)
            }, "training rows")
        let matrix = try functions.require(created, "training rows")
        do throws(XGBoostError) {
            try functions.check(
                data.labels.withUnsafeBufferPointer { values in
                    functions.set_matrix_field(
                        matrix, "label", ArrayInterface(values, shape: [values.count]).description)
                }, "labels")
            return matrix
        } catch {
            _ = functions.free_matrix(matrix)
            throw error
        }
    }

    private func makeBooster(
        _ matrix: OpaquePointer, parameters: BoostingParameters
    ) throws(XGBoostError) -> OpaquePointer {
        var created: OpaquePointer?
        try functions.check(functions.create_booster([matrix], 1, &created), "training")
        let booster = try functions.require(created, "training")
        do throws(XGBoostError) {
            for (name, value) in parameters.settings {
                try functions.check(functions.set_parameter(booster, name, value), "parameter \"\(name)\"")
            }
            return booster
        } catch {
            _ = functions.free_booster(booster)
            throw error
        }
    }

    /// The bytes of the trained model, copied out of the library's own memory.
    private func savedModel(of booster: OpaquePointer) throws(XGBoostError) -> [UInt8] {
        var length: UInt64 = 0
        var bytes: UnsafePointer<CChar>?
        try functions.check(functions.save(booster, #"{"format": "json"}"#, &length, &bytes), "trained model")
        let start = try functions.require(bytes, "trained model")
        return Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }
}
