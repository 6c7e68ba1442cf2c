import Logging
import Metrics
import Registry
import ServiceLifecycle

/// Lets the version that an alias points at answer, soon after the alias has moved.
///
/// A version is loaded beside the one that answers and swapped in whole: no request waits for it, and each is answered by
/// one version. One that cannot be loaded, or does not answer its probe set as it should, is told once, and the one before
/// goes on answering.
struct VersionWatch: Service {
    /// One model that is followed.
    struct Followed: Sendable {
        let name: String
        let reference: ModelReference
        /// The version that answers; nil before the first.
        let answering: @Sendable () -> Int?
        /// Loads a version and lets it answer.
        let deploy: @Sendable (Int) throws -> Void
    }

    let registry: ModelRegistry
    let followed: [Followed]
    let interval: Duration
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            var refused: [String: Int] = [:]
            while (try? await Task.sleep(for: interval)) != nil {
                for model in followed { look(at: model, refused: &refused[model.name]) }
            }
        }
    }

    private func look(at model: Followed, refused: inout Int?) {
        // While a training registers or a copy is under way there may be no answer; the next look has one.
        guard let wanted = try? registry.version(model.reference, of: model.name).number,
            wanted != model.answering(), wanted != refused
        else { return }
        let predecessor = model.answering().map { "\($0)" } ?? "none"
        do {
            try model.deploy(wanted)
            refused = nil
            logger.notice(
                "another version answers",
                metadata: ["model": "\(model.name)", "version": "\(wanted)", "before": "\(predecessor)"])
        } catch {
            refused = wanted
            Counter(label: "model_versions_refused_total", dimensions: [("model", model.name)]).increment()
            logger.error(
                "a version cannot be loaded; the one before goes on answering",
                metadata: ["model": "\(model.name)", "answering": "\(predecessor)", "error": "\(error)"])
        }
    }
}
