/// Sends one delivery and says what came of it.
public struct WebhookTransport: Sendable {
    /// Sends a request to an address. Throws only when the sender itself was told to end.
    let send: @Sendable (WebhookRequest, _ url: String) async throws(CancellationError) -> DeliveryOutcome

    /// A transport.
    /// - Parameter send: sends a request to an address; throws only when the sender itself was told to end.
    public init(
        _ send: @escaping @Sendable (WebhookRequest, _ url: String) async throws(CancellationError) -> DeliveryOutcome
    ) {
        self.send = send
    }
}
