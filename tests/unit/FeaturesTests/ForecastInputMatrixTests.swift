import Features
import Readings
import Testing

struct ForecastInputMatrixTests {
    private let schema = ForecastSchema(sensors: .weather, horizons: [1, 24], neighbours: 1)

    /// Rows as the extractor gives them, of a station with gaps.
    private var rows: [[Float]] {
        var series = StationSeries(quantityCount: 4)
        for hour in 0..<260 where hour % 11 != 3 && !(190..<205).contains(hour) {
            let value = Double(hour * hour % 97) / 7
            series.insert([value, 1_000 + value, hour % 5 == 0 ? .nan : 50 - value, value / 3], at: time(hour))
        }
        let grid = HourlyGrid(of: series)
        let extractor = ForecastInputExtractor(schema: schema)
        return (168..<grid.hourCount).map { hour in
            var row = [Float](repeating: .nan, count: schema.inputs.count)
            row.withUnsafeMutableBufferPointer { extractor.fill($0, of: grid, atHour: hour, neighbours: [grid]) }
            return row
        }
    }

    private func time(_ hour: Int) -> Timestamp { Timestamp(milliseconds: Int64(hour) * 3_600_000) }

    private func matrix(_ rows: [[Float]]) -> ForecastInputMatrix {
        var matrix = ForecastInputMatrix(schema: schema)
        for row in rows { row.withUnsafeBufferPointer { matrix.append(row: $0) } }
        return matrix
    }

    @Test func `gives back each row to the bit, products and undefined values included`() {
        let rows = rows
        let matrix = matrix(rows)
        #expect(matrix.rowCount == rows.count && matrix.inputCount == schema.inputs.count)
        #expect(rows.contains { $0.contains(where: \.isNaN) } && rows.contains { !$0.contains(where: \.isNaN) })
        for (place, row) in rows.enumerated() {
            #expect(
                matrix[row: place].map { $0.isNaN ? nil : $0.bitPattern } == row.map { $0.isNaN ? nil : $0.bitPattern })
        }
    }

    @Test func `selects rows in the order asked for`() {
        let rows = rows
        let picked = matrix(rows).selecting(rows: [7, 0, 7])
        #expect(picked.rowCount == 3)
        #expect(picked[row: 1].description == rows[0].description)
        #expect(picked.matrix(ofRows: [2, 1]).values.description == (rows[7] + rows[0]).description)
    }

    @Test func `is empty without rows`() {
        let matrix = ForecastInputMatrix(schema: schema, reservedRows: 10)
        #expect(matrix.rowCount == 0 && matrix.matrix(ofRows: []).rowCount == 0)
    }
}
