import Dispatch
public import FeatureStore
public import Logging
public import Readings
public import ServiceLifecycle

/// Compacts the lake now and then, so that many small commits do not become many small files.
public struct LakeUpkeep: Service {
    private let writer: LakeWriter
    private let schemas: [SensorSchema]
    private let interval: Duration
    private let logger: Logger

    /// An upkeep.
    /// - Parameters:
    ///   - writer: writes to the lake.
    ///   - schemas: whose readings are compacted.
    ///   - interval: real time between two looks.
    ///   - logger: told of what fails; the next look tries again.
    public init(
        writer: LakeWriter, schemas: [SensorSchema] = SensorSchema.all, interval: Duration = .seconds(5),
        logger: Logger
    ) {
        self.writer = writer
        self.schemas = schemas
        self.interval = interval
        self.logger = logger
    }

    /// Compacts until the service is shut down.
    public func run() async {
        // Merging takes its time, which nobody else's thread should wait for.
        let disk = DispatchQueue(label: "compaction", qos: .utility)
        await cancelWhenGracefulShutdown {
            repeat {
                await withCheckedContinuation { done in
                    disk.async {
                        compact()
                        done.resume()
                    }
                }
            } while (try? await Task.sleep(for: interval)) != nil
        }
    }

    private func compact() {
        for schema in schemas {
            do {
                let summary = try writer.compact(schema: schema)
                if summary.mergedFiles > 0 {
                    logger.debug(
                        "files merged", metadata: ["schema": "\(schema.name)", "files": "\(summary.mergedFiles)"])
                }
            } catch {
                logger.warning("files were not merged and wait for the next time", metadata: ["error": "\(error)"])
            }
        }
    }
}
