import Parquet
import Readings

/// What a writer knows of a month: its files, and up to which moment each stream of readings has come.
///
/// A reading later than all of its stream is new for certain; only others have to be looked for in the files.
struct MonthView {
    /// One station as one source reports it.
    struct Stream: Hashable {
        let station: String
        let source: String
    }

    private(set) var newest: [Stream: Timestamp] = [:]
    private var names: Set<String> = []

    /// Learns of files that others have added since the last time; those of a compaction say nothing new.
    mutating func update(from month: LakeMonth) throws(FeatureStoreError) {
        let names = try Set(month.files().values)
        for name in names.subtracting(self.names) {
            try learn(LakeFile(path: "\(month.folder.path)/\(name)"))
        }
        self.names = names
    }

    /// Takes a commit of the writer's own into account.
    mutating func insert(_ name: String, newest: [Stream: Timestamp]) {
        names.insert(name)
        self.newest.merge(newest) { max($0, $1) }
    }

    /// One row group after the other, since a merged file may be longer than memory should hold.
    private mutating func learn(_ file: LakeFile) throws(FeatureStoreError) {
        try file.eachRowGroup(columns: ["machine_id", "observed_at", "source"]) { batch throws(FeatureStoreError) in
            let stations = try batch.codedTexts("machine_id", of: file.path, expected: "a name")
            let sources = try batch.codedTexts("source", of: file.path, expected: "a name")
            var reached = [Int64](repeating: .min, count: stations.names.count * sources.names.count)
            for (row, time) in try batch.timestamps("observed_at", of: file.path).enumerated() {
                let place = stations.codes[row] * sources.names.count + sources.codes[row]
                if reached[place] < time { reached[place] = time }
            }
            for (place, time) in reached.enumerated() where time > .min {
                let (station, source) = place.quotientAndRemainder(dividingBy: sources.names.count)
                let stream = Stream(station: stations.names[station], source: sources.names[source])
                let moment = Timestamp(milliseconds: time)
                if newest[stream].map({ $0 < moment }) ?? true { newest[stream] = moment }
            }
        }
    }
}
