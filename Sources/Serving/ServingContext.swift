package import Hummingbird
import NIOCore

/// What goes with a request through middleware and route.
package struct ServingContext: RequestContext {
    /// What Hummingbird keeps.
    package var coreContext: CoreRequestContextStorage
    /// Names the request in its answer, in the log and in the records of its predictions.
    package var requestID = ""
    /// Who sent the request; nil where there is no socket.
    let remoteAddress: SocketAddress?

    /// The context of a new request.
    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
