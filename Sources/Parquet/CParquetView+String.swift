import CParquet

extension CParquetView {
    /// The text's bytes, in the memory of the handle that the view came from.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(length))
    }
}

extension String {
    /// A text in Swift's memory, what is not UTF-8 in it replaced.
    init(_ view: CParquetView) {
        self.init(decoding: view.bytes, as: UTF8.self)
    }
}
