import Features
import Ingestion
import Learning
import Readings
import TestSupport

/// The bundled year, read and computed once.
enum BundledYear {
    static let readings = Result { () throws(IngestionError) in
        try BundledDataset.readings(from: [ProjectFiles.weatherYear])
    }
    static let examples = Result {
        let table = try readings.get()
        return ForecastExamples(
            of: zip(table.stations, table.rowsByStation()).map { station, rows in
                (station, table.series(ofRows: rows, trustingFlagged: false))
            }, schema: .weather)
    }
}
