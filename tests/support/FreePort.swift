import Foundation

/// A port of this machine that nobody listens on.
public enum FreePort {
    /// Finds one; another program may take it before it is used.
    /// - Returns: the port.
    /// - Throws: when the system has none.
    public static func find() throws -> Int { try RefusingPort().number }
}
