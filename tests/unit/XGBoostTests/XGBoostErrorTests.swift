import Testing
import XGBoost

@Suite
struct XGBoostErrorTests {
    @Test(arguments: [
        (
            XGBoostError("XGBoost", .libraryMissing(attempts: ["a: no such file", "b: wrong machine"])),
            "XGBoost: could not be loaded (a: no such file; b: wrong machine); "
                + "install XGBoost or set XGBOOST_LIBRARY to the path of its library"
        ),
        (
            XGBoostError("/lib/x.so", .libraryForeign("it has no XGBoosterCreate")),
            "/lib/x.so: not a usable XGBoost (it has no XGBoosterCreate); "
                + "set XGBOOST_LIBRARY to the path of its library"
        ),
        (
            XGBoostError("/lib/x.so", .libraryTooOld(version: "1.7.4")),
            "/lib/x.so: XGBoost 1.7.4 is too old; 2.0 or newer is needed"
        ),
        (
            XGBoostError("parameter \"bins\"", .outOfRange(value: "1", allowed: "2 to 65535")),
            "parameter \"bins\": 1 is out of range; give 2 to 65535"
        ),
        (
            XGBoostError("training rows", .valueInfinite(row: 3, column: 7)),
            "training rows: the value of row 3, column 7 is infinite; use NaN for what is missing"
        ),
        (
            XGBoostError("labels", .labelNotFinite(row: 2)),
            "labels: the label of row 2 is not a finite number; leave such rows out"
        ),
        (
            XGBoostError("row", .valueCountMismatch(expected: 4, found: 3)),
            "row: 3 values where 4 are needed"
        ),
        (XGBoostError("training", .cancelled(rounds: 12)), "training: cancelled after 12 trees"),
        (
            XGBoostError("tree 2", .childInvalid(node: 4, child: 1)),
            "tree 2: node 4 leads to node 1, which does not come after it"
        ),
        (
            XGBoostError("trained model", .modelUnsupported("the booster \"dart\"")),
            "trained model: the booster \"dart\" is not supported; use plain regression trees"
        ),
    ])
    func `says what failed, why and what to do`(error: XGBoostError, text: String) {
        #expect(error.description == text)
    }
}
