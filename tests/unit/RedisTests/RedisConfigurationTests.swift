import Redis
import Testing

struct RedisConfigurationTests {
    @Test func `reads URLs as Redis clients do`() throws {
        let plain = try RedisConfiguration(url: "redis://cache")
        #expect(plain == RedisConfiguration(host: "cache"))
        let full = try RedisConfiguration(url: "rediss://me:p%40ss@cache.example/3")
        #expect(full.host == "cache.example" && full.port == 6380 && full.usesTLS && full.database == 3)
        #expect(full.user == "me" && full.password == "p@ss")
        let azure = try RedisConfiguration(url: "rediss://:key=@name.redis.cache.windows.net:6380")
        #expect(azure.user == nil && azure.password == "key=")
        #expect(try RedisConfiguration(url: "redis://[::1]:7000").server == "redis://[::1]:7000")
    }

    @Test(arguments: [
        "cache:6379", "http://cache", "redis://", "redis://cache:0", "redis://cache:70000", "redis://cache/x",
        "redis://me@cache", "redis://cache?db=1",
    ])
    func `refuses others without repeating them`(url: String) throws {
        let error = #expect(throws: RedisError.self) { try RedisConfiguration(url: url) }
        #expect(!"\(try #require(error))".contains("cache"))
    }

    @Test func `shows no password`() throws {
        let configuration = try RedisConfiguration(url: "redis://me:secret@cache")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(![dumped, "\(configuration)", String(reflecting: configuration)].contains { $0.contains("secret") })
    }
}
