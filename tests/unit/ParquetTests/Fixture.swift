import Foundation
import TestSupport

/// Files that pyarrow wrote: `tests/fixtures/pyarrow`, made by `scripts/oracles/parquet_fixtures.py`.
enum Fixture {
    static func path(_ name: String) -> String {
        ProjectFiles.fixture("pyarrow/\(name).parquet").path
    }
}
