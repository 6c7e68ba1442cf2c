import AsyncHTTPClient
import Foundation
import Logging
import NIOSSL
import Pipeline

extension Assembly {
    /// What trains in jobs of a cluster; nil where trainings stay on this machine.
    ///
    /// Throws ``SettingsError`` for a file that cannot be used.
    func jobTraining(logger: Logger) throws(SettingsError) -> JobTraining? {
        guard let job = settings.retraining.job else { return nil }
        guard let text = try? String(contentsOfFile: job.templateFile, encoding: .utf8) else {
            throw SettingsError(
                subject: job.templateFile, problem: "is no file that can be read (RETRAIN_JOB_TEMPLATE)")
        }
        guard let template = JobTemplate(text) else {
            throw SettingsError(
                subject: job.templateFile, problem: "is not JSON once {{schema}} and {{job}} in its texts are filled in"
            )
        }
        if let file = job.authorityFile, !FileManager.default.isReadableFile(atPath: file) {
            throw SettingsError(subject: file, problem: "is no file that can be read (RETRAIN_JOB_CA_FILE)")
        }
        let authorities = job.authorityFile
        return JobTraining(
            dataDirectory: settings.dataDirectory,
            target: JobTraining.Target(
                address: job.address, template: template, tokenFile: job.tokenFile,
                patience: .seconds(3_600 * job.timeoutHours)), logger: logger,
            makeClient: {
                // A redirect could lead a token elsewhere.
                var configuration = HTTPClient.Configuration()
                configuration.redirectConfiguration = .disallow
                if let authorities {
                    var tls = TLSConfiguration.makeClientConfiguration()
                    tls.trustRoots = .file(authorities)
                    configuration.tlsConfiguration = tls
                }
                return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            })
    }
}
