import Registry
import Testing

struct ModelReferenceTests {
    @Test(
        arguments: [
            ("latest", .alias(.champion), "@champion"), ("@champion", .alias(.champion), "@champion"),
            ("@challenger", .alias(.challenger), "@challenger"), ("1", .version(1), "1"), ("12", .version(12), "12"),
        ] as [(String, ModelReference, String)])
    func `reads what it means`(text: String, expected: ModelReference, shown: String) throws {
        let reference = try #require(ModelReference(text))
        #expect(reference == expected)
        #expect("\(reference)" == shown)
        #expect(ModelReference(shown) == reference)
    }

    @Test(arguments: ["", "0", "-1", "1.0", "champion", "@", "@Champion", "@latest", "Latest", " 1", "1 ", "v1"])
    func `refuses anything else`(text: String) {
        #expect(ModelReference(text) == nil)
    }
}
