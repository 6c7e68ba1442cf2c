/// One atomic write of an entity: its history unless somebody else has changed it since it was read, and feature rows
/// unless newer ones are there.
struct EntityWrite {
    /// Redis runs it whole or not at all. KEYS: the entity. ARGV: the fields of version and history; the version that
    /// was read, empty for none; the new version and history; then for each view the timestamp's field and value, the
    /// number of features, and a field and a value for each.
    ///
    /// Timestamps are compared as `google.protobuf.Timestamp`, since Feast writes them too. Redis keeps no nanosecond
    /// of our rows, but of Feast's. A key that is no hash was damaged by somebody, and is written anew: the programs that
    /// wrote it know what was in it.
    static let script = """
        local function moment(text)
          local seconds, nanos, place = 0, 0, 1
          local function varint()
            local value, factor = 0, 1
            for count = 1, 10 do
              local byte = string.byte(text, place)
              if not byte then return nil end
              place = place + 1
              value = value + (byte % 128) * factor
              factor = factor * 128
              if byte < 128 then
                if count == 10 then value = value - 18446744073709551616 end
                return value
              end
            end
          end
          while place <= #text do
            local tag, value = varint(), varint()
            if tag == 8 and value then seconds = value
            elseif tag == 16 and value then nanos = value
            else return nil end
          end
          return seconds, nanos
        end
        local kind = redis.call('TYPE', KEYS[1])['ok']
        if kind ~= 'hash' and kind ~= 'none' then redis.call('DEL', KEYS[1]) end
        if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[3] then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[4], ARGV[2], ARGV[5])
        local place = 6
        while place <= #ARGV do
          local known = redis.call('HGET', KEYS[1], ARGV[place])
          local isNewer = true
          if known then
            local seconds, nanos = moment(known)
            local newSeconds, newNanos = moment(ARGV[place + 1])
            if seconds then
              isNewer = newSeconds > seconds or (newSeconds == seconds and newNanos >= nanos)
            end
          end
          local count = tonumber(ARGV[place + 2])
          if isNewer then
            redis.call('HSET', KEYS[1], ARGV[place], ARGV[place + 1])
            for feature = 0, count - 1 do
              redis.call('HSET', KEYS[1], ARGV[place + 3 + 2 * feature], ARGV[place + 4 + 2 * feature])
            end
          end
          place = place + 3 + 2 * count
        end
        return 1
        """

    /// Writes a field and takes it back. KEYS: an entity that cannot be. Fails where the one above would.
    static let trialScript = """
        redis.call('HSET', KEYS[1], ARGV[1], '')
        redis.call('HDEL', KEYS[1], ARGV[1])
        return 1
        """

    let key: [UInt8]
    let versionField: [UInt8]
    let historyField: [UInt8]
    /// What was read; empty for an entity without history.
    let expectedVersion: [UInt8]
    let newVersion: [UInt8]
    let history: OnlineHistory
    let rows: [(view: FeastView, row: OnlineRow)]

    /// The arguments of `EVALSHA`.
    func arguments(script digest: [UInt8]) -> [[UInt8]] {
        var arguments = [
            digest, Array("1".utf8), key, versionField, historyField, expectedVersion, newVersion, history.serialized,
        ]
        for (view, row) in rows {
            arguments += [
                view.timestampField, FeastView.serialized(row.eventTime), Array("\(view.features.count)".utf8),
            ]
            for (field, value) in zip(view.featureFields, row.values) { arguments += [field, value.serialized] }
        }
        return arguments
    }
}
