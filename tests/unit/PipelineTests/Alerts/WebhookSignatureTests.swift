import Pipeline
import Testing

struct WebhookSignatureTests {
    @Test func `is what openssl computes`() {
        // printf '%s' '1767268800.{"id":"a"}' | openssl dgst -sha256 -hmac 'It is a secret'
        #expect(
            WebhookSignature.of(Array(#"{"id":"a"}"#.utf8), sentAt: 1_767_268_800, secret: "It is a secret")
                == "sha256=f9be7656007f88e1627265e98cf907acebc75818c2bd32189b59ccd925cb1eb0")
    }

    @Test func `depends on secret, moment and body`() {
        let body = Array("{}".utf8)
        let signatures = [
            WebhookSignature.of(body, sentAt: 1, secret: "a"), WebhookSignature.of(body, sentAt: 2, secret: "a"),
            WebhookSignature.of(body, sentAt: 1, secret: "b"), WebhookSignature.of([], sentAt: 1, secret: "a"),
        ]
        #expect(Set(signatures).count == 4)
    }
}
