import Readings

extension StationSeries {
    /// The series without values that lie too far from the known ones before and after them: nobody may have doubted
    /// them when they came in.
    /// - Parameter limits: for each quantity how far is too far, in its unit; nil where everything is possible.
    /// - Returns: as many entries, NaN for what is left out.
    func withoutSpikes(farther limits: [Double?]) -> StationSeries {
        StationSeries(
            times: times,
            columns: zip(columns, limits).map { column, limit in
                guard let limit else { return column }
                let known = column.indices.filter { !column[$0].isNaN }
                var kept = column
                for (place, index) in known.enumerated() where place > 0 && place + 1 < known.count {
                    let (before, after) = (column[known[place - 1]], column[known[place + 1]])
                    if abs(column[index] - before) > limit, abs(column[index] - after) > limit { kept[index] = .nan }
                }
                return kept
            })
    }
}
