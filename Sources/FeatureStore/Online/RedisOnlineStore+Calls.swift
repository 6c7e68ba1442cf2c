import Logging
import Readings
import Redis
import Synchronization

extension RedisOnlineStore {
    /// Runs writes, and gives the server the script when it has none.
    func evaluate(_ writes: [EntityWrite]) async throws(OnlineStoreError) -> [RESPValue] {
        for _ in 0..<2 {
            let digest = try await loadedScript()
            let replies = try await refusable(writes.map { RedisCommand("EVALSHA", $0.arguments(script: digest)) })
            guard replies.contains(where: { $0.isError("NOSCRIPT") }) else { return replies }
            scriptDigest.withLock { $0 = nil }
            // What was carried out before a restart in between is found changed, and done again.
        }
        throw unexpected(.error("NOSCRIPT"), to: "EVALSHA")
    }

    private func loadedScript() async throws(OnlineStoreError) -> [UInt8] {
        if let digest = scriptDigest.withLock({ $0 }) { return digest }
        let reply = try await refusable([RedisCommand("SCRIPT", texts: ["LOAD", EntityWrite.script])])[0]
        guard let digest = reply.octets else { throw unexpected(reply, to: "SCRIPT LOAD") }
        scriptDigest.withLock { $0 = digest }
        return digest
    }

    /// Sends what writes: an error of the server is a refusal of whatever is written, unless it misses a script.
    func refusable(_ commands: [RedisCommand]) async throws(OnlineStoreError) -> [RESPValue] {
        let replies = try await send(commands, allowing: "")
        for case .error(let text) in replies where !text.hasPrefix("NOSCRIPT") {
            // Redis says where in the script it was, which tells nobody anything.
            let words = text.firstRange(of: " script: ").map { text[..<$0.lowerBound] } ?? text[...]
            throw OnlineStoreError(subject: server, reason: .refusesWrites(String(words)))
        }
        return replies
    }

    /// Says once of a station that its entry is none of ours.
    func noteDamage(_ station: String, _ problem: String) {
        guard damaged.withLock({ $0.insert(station).inserted }) else { return }
        logger.warning(
            "an entry of the online store is damaged, and counts as none until it is written anew",
            metadata: ["schema": "\(schema.name)", "station": "\(station)", "problem": "\(problem)"])
    }

    /// Sends commands; an error of the server is one of all of them, unless it begins with a text that is allowed.
    func send(
        _ commands: [RedisCommand], allowing prefix: String? = nil
    ) async throws(OnlineStoreError) -> [RESPValue] {
        let server = client.configuration.server
        do throws(RedisError) {
            let replies = try await client.send(commands)
            for (reply, command) in zip(replies, commands) {
                guard case .error(let text) = reply else { continue }
                if let prefix, text.hasPrefix(prefix) { continue }
                throw RedisError(server, .command(command.name, text))
            }
            return replies
        } catch {
            throw OnlineStoreError(subject: server, reason: .redis(error))
        }
    }

    func values(of reply: RESPValue, count: Int) throws(OnlineStoreError) -> [[UInt8]?] {
        guard case .array(let values) = reply, values.count == count,
            values.allSatisfy({ $0 == .null || $0.octets != nil })
        else { throw unexpected(reply, to: "HMGET") }
        return values.map(\.octets)
    }

    func unexpected(_ reply: RESPValue, to command: String) -> OnlineStoreError {
        let kind =
            switch reply {
            case .simple: "a line"
            case .error(let text): text
            case .integer: "a number"
            case .bulk: "bytes"
            case .null: "nothing"
            case .array: "a list of another length"
            }
        return OnlineStoreError(
            subject: client.configuration.server, reason: .unexpectedReply("\(command) was answered with \(kind)"))
    }
}

extension RESPValue {
    /// Whether the server says of one key that it is no hash, which damage to an entity is.
    var isWrongType: Bool { isError("WRONGTYPE") }

    fileprivate func isError(_ word: String) -> Bool {
        if case .error(let text) = self { text.hasPrefix(word) } else { false }
    }
}
