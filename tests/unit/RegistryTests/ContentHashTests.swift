import Registry
import TestSupport
import Testing

struct ContentHashTests {
    @Test func `is SHA-256 of the numbers' bytes`() {
        #expect(
            ContentHash.of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        // printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum
        #expect(
            ContentHash.of([1, -2]) == "ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b")
        #expect(ContentHash.of([1], [-2]) == ContentHash.of([1, -2]))
        #expect(ContentHash.of(pieces: [1, -2].lazy.map { [$0] }) == ContentHash.of([1, -2]))
    }

    @Test func `is a file's, too, whatever its length`() throws {
        let scratch = try ScratchDirectory()
        #expect(ContentHash.ofFile(at: try scratch.write("", to: "empty")) == ContentHash.of([]))
        #expect(
            ContentHash.ofFile(at: try scratch.write([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])) == ContentHash.of([1, -2]))
        let numbers = [Float](repeating: 0.5, count: 700_000)
        let long = try scratch.write(numbers.withUnsafeBytes { Array($0) }, to: "long")
        #expect(ContentHash.ofFile(at: long) == ContentHash.of(numbers))
        #expect(ContentHash.ofFile(at: scratch.file("none")) == nil)
    }

    @Test func `changes with every bit and with the order`() {
        #expect(ContentHash.of([0]) != ContentHash.of([-0.0]))
        #expect(ContentHash.of([1, 2]) != ContentHash.of([2, 1]))
    }
}
