import Testing

struct TagBalanceTests {
    @Test(arguments: ["", "<a/>", "<a b=\"1\" c=\"&lt;\">x &amp; y<d/></a>"])
    func `accepts what is well formed`(_ markup: String) {
        #expect(TagBalance(of: markup).complaint == nil)
    }

    @Test(arguments: [
        "<a>", "</a>", "<a><b></a></b>", "<a b=1/>", "<a b=\"1\" b=\"2\"/>", "<a b=\"1/>", "x & y", "<a", "a > b",
    ])
    func `complains about what is not`(_ markup: String) {
        #expect(TagBalance(of: markup).complaint != nil)
    }
}
