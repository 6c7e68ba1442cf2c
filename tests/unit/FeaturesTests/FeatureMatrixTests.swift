import Features
import Testing

struct FeatureMatrixTests {
    @Test func `holds rows one after another`() {
        var matrix = FeatureMatrix(featureCount: 3)
        #expect(matrix.rowCount == 0)
        matrix.append(row: [1, 2, 3])
        matrix.append(row: [4, 5, 6])
        #expect(matrix == FeatureMatrix(values: [1, 2, 3, 4, 5, 6], featureCount: 3))
        #expect(matrix.rowCount == 2)
        #expect(Array(matrix[row: 1]) == [4, 5, 6])
        #expect(matrix[0, 2] == 3 && matrix[1, 0] == 4)
        #expect(matrix.selecting(rows: [1, 0, 1]).values == [4, 5, 6, 1, 2, 3, 4, 5, 6])
        #expect(matrix.selecting(rows: []).rowCount == 0)
    }
}
