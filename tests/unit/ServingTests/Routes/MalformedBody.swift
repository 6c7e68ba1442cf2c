import Testing

/// A body of `/predict` that must be refused, and how.
struct MalformedBody: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let status: Int
    /// For each issue its place and type.
    let issues: [String]

    init(_ name: String, _ body: String, _ status: Int, _ issues: String...) {
        self.init(name, bytes: Array(body.utf8), status, issues)
    }

    init(_ name: String, bytes: [UInt8], _ status: Int, _ issues: [String]) {
        self.name = name
        self.bytes = bytes
        self.status = status
        self.issues = issues
    }

    var testDescription: String { name }

    /// A weather reading with some members replaced; nil takes one away.
    private static func weather(_ changes: KeyValuePairs<String, String?>) -> String {
        var members: [(String, String)] = [
            ("machine_id", #""Berlin""#), ("temperature", "18.5"), ("pressure", "1012"), ("humidity", "64"),
            ("wind_speed", "3.5"),
        ]
        for (name, value) in changes {
            members.removeAll { $0.0 == name }
            if let value { members.append((name, value)) }
        }
        return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    static let noJSON = [
        MalformedBody("no body", "", 400, #"["body",0] json_invalid"#),
        MalformedBody("truncated", #"{"machine_id":"m""#, 400, #"["body",17] json_invalid"#),
        MalformedBody(
            "bytes that are not UTF-8", bytes: Array(#"{"machine_id":""#.utf8) + [0xFF] + Array("\"}".utf8), 400,
            [#"["body",15] json_invalid"#]),
        MalformedBody("a byte order mark", "\u{FEFF}{}", 400, #"["body",0] json_invalid"#),
        MalformedBody("a comma before the end", #"{"machine_id":"m",}"#, 400, #"["body",18] json_invalid"#),
        MalformedBody("a comma before an array's end", "[1,]", 400, #"["body",3] json_invalid"#),
        MalformedBody("single quotation marks", "{'machine_id':'m'}", 400, #"["body",1] json_invalid"#),
        MalformedBody("a form", "machine_id=m&temperature=3", 400, #"["body",0] json_invalid"#),
        MalformedBody("a comment", "{} // x", 400, #"["body",3] json_invalid"#),
        MalformedBody("two values", "{} {}", 400, #"["body",3] json_invalid"#),
        MalformedBody("a leading zero", #"{"temperature":075}"#, 400, #"["body",15] json_invalid"#),
        MalformedBody("a plus sign", #"{"temperature":+7}"#, 400, #"["body",15] json_invalid"#),
        MalformedBody("half a surrogate pair", #"{"machine_id":"\ud800"}"#, 400, #"["body",15] json_invalid"#),
        MalformedBody("a raw line break in a string", "{\"machine_id\":\"a\nb\"}", 400, #"["body",16] json_invalid"#),
        MalformedBody(
            "10,000 open brackets", String(repeating: "[", count: 10_000), 400, #"["body",64] json_invalid"#),
    ]

    static let wrongNumbers = [
        MalformedBody("NaN", weather(["humidity": "NaN"]), 422, #"["body","humidity"] finite_number"#),
        MalformedBody("Infinity", weather(["humidity": "Infinity"]), 422, #"["body","humidity"] finite_number"#),
        MalformedBody("minus Infinity", weather(["humidity": "-Infinity"]), 422, #"["body","humidity"] finite_number"#),
        MalformedBody(
            "a number beyond Double", weather(["humidity": "1e999"]), 422, #"["body","humidity"] finite_number"#),
        MalformedBody("a number as a string", weather(["humidity": #""64""#]), 422, #"["body","humidity"] float_type"#),
        MalformedBody("true for a number", weather(["humidity": "true"]), 422, #"["body","humidity"] float_type"#),
        MalformedBody("null for a number", weather(["humidity": "null"]), 422, #"["body","humidity"] float_type"#),
        MalformedBody("an object for a number", weather(["humidity": "{}"]), 422, #"["body","humidity"] float_type"#),
        MalformedBody(
            "below the range", weather(["humidity": "-0.001"]), 422, #"["body","humidity"] greater_than_equal"#),
        MalformedBody(
            "above the range", weather(["temperature": "65.01"]), 422, #"["body","temperature"] less_than_equal"#),
        MalformedBody(
            "a huge integer", weather(["pressure": "123456789012345678901234567890"]), 422,
            #"["body","pressure"] less_than_equal"#),
    ]

    static let wrongMembers = [
        MalformedBody("a missing field", weather(["humidity": nil]), 422, #"["body","humidity"] missing"#),
        MalformedBody("no machine_id", weather(["machine_id": nil]), 422, #"["body","machine_id"] missing"#),
        MalformedBody(
            "an empty object", "{}", 422, #"["body","machine_id"] missing"#, #"["body"] missing"#),
        MalformedBody("a tie of schemas", #"{"machine_id":"m","temperature":1}"#, 422, #"["body"] missing"#),
        MalformedBody(
            "a tie with a wrong value", #"{"machine_id":"m","temperature":"1"}"#, 422,
            #"["body","temperature"] float_type"#, #"["body"] missing"#),
        MalformedBody(
            "more of a machine than of weather", #"{"machine_id":"m","temperature":1,"vibration":0.1}"#, 422,
            #"["body","rotation_speed"] missing"#),
        MalformedBody(
            "all fields of both schemas", weather(["vibration": "0.4", "rotation_speed": "1450"]), 422,
            #"["body"] ambiguous_schema"#),
        MalformedBody(
            "an unknown schema", weather(["schema": #""ocean""#]), 422, #"["body","schema"] literal_error"#),
        MalformedBody("a schema of another type", weather(["schema": "1"]), 422, #"["body","schema"] string_type"#),
        MalformedBody(
            "weather's fields for a machine", weather(["schema": #""machine""#]), 422,
            #"["body","vibration"] missing"#, #"["body","rotation_speed"] missing"#),
        MalformedBody(
            "a number as machine_id", weather(["machine_id": "7"]), 422, #"["body","machine_id"] string_type"#),
        MalformedBody(
            "null as machine_id", weather(["machine_id": "null"]), 422, #"["body","machine_id"] string_type"#),
        MalformedBody(
            "an empty machine_id", weather(["machine_id": #""""#]), 422, #"["body","machine_id"] string_too_short"#),
        MalformedBody(
            "129 characters of machine_id", weather(["machine_id": "\"" + String(repeating: "ü", count: 129) + "\""]),
            422, #"["body","machine_id"] string_too_long"#),
        MalformedBody(
            "an escaped control character in machine_id", weather(["machine_id": #""a\u0000b""#]), 422,
            #"["body","machine_id"] string_pattern_mismatch"#),
        MalformedBody(
            "a moment that does not exist", weather(["observed_at": #""2026-02-30T00:00:00Z""#]), 422,
            #"["body","observed_at"] datetime_parsing"#),
        MalformedBody(
            "a moment before there were sensors", weather(["observed_at": #""0001-01-01T00:00:00Z""#]), 422,
            #"["body","observed_at"] greater_than_equal"#),
        MalformedBody(
            "a moment far in the future", weather(["observed_at": #""2200-01-01T00:00:00Z""#]), 422,
            #"["body","observed_at"] less_than_equal"#),
        MalformedBody(
            "a number as a moment", weather(["observed_at": "1781524800"]), 422,
            #"["body","observed_at"] string_type"#),
        MalformedBody(
            "null as a moment", weather(["observed_at": "null"]), 422, #"["body","observed_at"] string_type"#),
        MalformedBody(
            "a name twice", #"{"machine_id":"m","machine_id":"n"}"#, 422, #"["body","machine_id"] duplicate_name"#),
        MalformedBody(
            "everything at once",
            weather(["machine_id": "7", "observed_at": "7", "pressure": nil, "humidity": "101", "wind_speed": "false"]),
            422, #"["body","machine_id"] string_type"#, #"["body","observed_at"] string_type"#,
            #"["body","pressure"] missing"#, #"["body","humidity"] less_than_equal"#,
            #"["body","wind_speed"] float_type"#),
    ]

    static let wrongShapes = [
        MalformedBody("a string", #""weather""#, 422, #"["body"] dict_type"#),
        MalformedBody("a number alone", "7", 422, #"["body"] dict_type"#),
        MalformedBody("null alone", "null", 422, #"["body"] dict_type"#),
        MalformedBody("an empty array", "[]", 422, #"["body"] too_short"#),
        MalformedBody("an array in an array", "[[\(weather([:]))]]", 422, #"["body",0] dict_type"#),
        MalformedBody(
            "an array with one bad row", "[\(weather([:])),\(weather([:])),\(weather(["humidity": "640"]))]", 422,
            #"["body",2,"humidity"] less_than_equal"#),
        MalformedBody(
            "an array with bad rows of all kinds", "[{},\(weather([:])),null,\(weather(["wind_speed": nil]))]", 422,
            #"["body",0,"machine_id"] missing"#, #"["body",0] missing"#, #"["body",2] dict_type"#,
            #"["body",3,"wind_speed"] missing"#),
        MalformedBody(
            "NaN far inside",
            #"[{"a\"[":[1,{"b,":2}],"c":"{"},{"x":[0,{"\u0079":[[],"]",NaN]}]}]"#, 422,
            #"["body",1,"x",1,"y",2] finite_number"#),
        MalformedBody(
            "a name twice far inside", #"[7,{"a":{"b":1,"c":"d","b":2}}]"#, 422,
            #"["body",1,"a","b"] duplicate_name"#),
        MalformedBody(
            "more readings than allowed",
            "[" + Array(repeating: "0", count: 10_001).joined(separator: ",") + "]", 422, #"["body"] too_long"#),
    ]
}
