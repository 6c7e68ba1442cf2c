import Pipeline
import Testing

struct WebhookTargetTests {
    @Test func `user and password become a header, and no text shows what can be secret`() throws {
        let target = try #require(
            WebhookTarget(url: "https://me:word@example.org:8443/hooks/T0/B1?key=2#x", secret: "hush"))
        #expect(target.url == "https://example.org:8443/hooks/T0/B1?key=2")
        // printf 'me:word' | base64
        #expect(target.authorization == "Basic bWU6d29yZA==")
        #expect(target.secret == "hush")
        #expect("\(target)" == "https://example.org:8443")
    }

    @Test func `an address without a user has no header, and an empty secret is none`() throws {
        let target = try #require(WebhookTarget(url: "http://127.0.0.1:9/x", secret: ""))
        #expect(target.authorization == nil)
        #expect(target.secret == nil)
        #expect("\(target)" == "http://127.0.0.1:9")
    }

    @Test(arguments: ["", "x", "example.org/hook", "ftp://example.org", "http://", "https:///x", "http://a b/"])
    func `what is no address of a web service is refused`(url: String) {
        #expect(WebhookTarget(url: url, secret: nil)?.url == nil)
    }
}
