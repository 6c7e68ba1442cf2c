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
    private var files: Set<LakeFileEntry> = []

    /// Learns of files that are new since the last time. Merged ones are read too: a file in them may have come and gone
    /// in between.
    mutating func update(from month: LakeMonth) throws(FeatureStoreError) {
        let files = try Set(month.files())
        for file in files.subtracting(self.files) {
            try learn(LakeFile(path: "\(month.folder.path)/\(file.name)"))
        }
        self.files = files
    }

    /// Takes a commit of the writer's own into account.
    mutating func insert(_ file: LakeFileEntry?, newest: [Stream: Timestamp]) {
        if let file { files.insert(file) }
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
