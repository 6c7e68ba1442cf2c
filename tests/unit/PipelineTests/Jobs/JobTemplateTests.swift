import Foundation
import JSON
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

struct JobTemplateTests {
    @Test func `placeholders become the training's words, escaped`() throws {
        let template = try #require(JobTemplate(#"{"name":"{{job}}","args":["{{schema}}","{{job}}"]}"#))
        #expect(
            String(decoding: template.filled(schema: #"we"a\ther"#, job: "j-1"), as: UTF8.self)
                == #"{"name":"j-1","args":["we\"a\\ther","j-1"]}"#)
    }

    @Test(arguments: ["", "{", #"{"name":{{job}}}"#, #"{"name":"{{job}}"} {}"#])
    func `what is no JSON when it is filled in is no template`(text: String) {
        #expect(JobTemplate(text) == nil)
    }

    @Test func `a job's name is a label that the training keeps`() {
        let name = JobTemplate.jobName(
            schema: "weather", beganAt: Timestamp(milliseconds: 1_795_897_800_123))
        #expect(name == "driftdetector-weather-20261128t203000z")
        #expect(TrainingResults.isValidName(name))
    }

    @Test(arguments: [
        ("a", true), ("driftdetector-machine-1", true), ("", false), ("-a", false), ("a-", false), ("a_b", false),
        ("A", false), ("../a", false), (String(repeating: "a", count: 63), true),
        (String(repeating: "a", count: 64), false),
    ])
    func `names of results are labels`(name: String, isValid: Bool) {
        #expect(TrainingResults.isValidName(name) == isValid)
    }

    @Test(arguments: ["kubernetes", "azureml"])
    func `the examples are templates that name schema and job`(name: String) throws {
        let text = try String(
            contentsOf: ProjectFiles.root.appending(path: "config/jobs/\(name).json"), encoding: .utf8)
        let template = try #require(JobTemplate(text))
        let filled = String(decoding: template.filled(schema: "weather", job: "driftdetector-1"), as: UTF8.self)
        #expect(filled.contains(#""weather""#) && filled.contains(#""driftdetector-1""#) && !filled.contains("{{"))
    }
}
