/// The connection broke, or broke its protocol, while a body came: the server ends it, there is nobody to answer.
struct InterruptedBody: Error {
    /// What the connection reported.
    let cause: any Error
}
