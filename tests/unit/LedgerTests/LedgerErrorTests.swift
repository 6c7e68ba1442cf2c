import Foundation
import Ledger
import TestSupport
import Testing

struct LedgerErrorTests {
    @Test func `a file that is no database is named, and left as it is`() throws {
        let scratch = try ScratchDirectory()
        let bytes = Array("this is no database, however long one looks at it".utf8)
        let path = try scratch.write(bytes, to: LedgerDatabase.fileName)
        let error = #expect(throws: LedgerError.self) { try LedgerDatabase(dataDirectory: scratch.path) }
        #expect(error == LedgerError(subject: path, reason: .malformed("file is not a database")))
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
    }

    @Test func `a directory that cannot be made is named`() throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write("a file", to: "taken")
        let error = #expect(throws: LedgerError.self) { try LedgerDatabase(dataDirectory: "\(file)/data") }
        #expect(error?.subject == "\(file)/data/\(LedgerDatabase.fileName)")
        #expect(error?.isTransient == false)
    }

    @Test(arguments: [
        (LedgerError.Reason.busy, true), (.full, true), (.newer, false), (.malformed("x"), false),
        (.unreachable("x"), false), (.failed("x"), false),
    ])
    func `only a busy file and a full disk are worth waiting for`(reason: LedgerError.Reason, isTransient: Bool) {
        let error = LedgerError(subject: "ledger.sqlite", reason: reason)
        #expect(error.isTransient == isTransient)
        #expect(error.description.hasPrefix("ledger.sqlite: "))
    }
}
