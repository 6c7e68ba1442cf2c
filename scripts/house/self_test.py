"""Plants one violation after the other in a temporary copy and shows that each is found where it was planted."""
import pathlib
import shutil
import tempfile

from house import checks

FILL = "let filler = 0\n"

# what it is; file; text, the violation on its last line; what the message must hold
PLANTS = [
    ("a step up", "Sources/Readings/Planted.swift", "import Features", "Readings (floor 1) must not import Features"),
    ("two keepers", "Sources/Registry/Planted.swift", "public import Ledger", "must not import Ledger (floor 2)"),
    ("two doers", "Sources/Serving/Planted.swift", "import struct Pipeline.Job", "must not import Pipeline"),
    ("ours in a tongue", "Sources/Prometheus/Planted.swift", "internal import Readings", "must not import Readings"),
    ("sideways in the core", "Sources/Drift/Planted.swift", "import Learning", "must not import Learning"),
    ("Foundation in the core", "Sources/Learning/Planted.swift", "@preconcurrency import Foundation",
     "outside module Foundation"),
    ("locks in the core", "Sources/Features/Planted.swift", "private import Synchronization", "Synchronization"),
    ("a library of another room", "Sources/Serving/Planted.swift", "import SwiftProtobuf", "SwiftProtobuf"),
    ("a C target of another room", "Sources/Registry/Planted.swift", "import CParquet", "belongs to Parquet"),
    ("a submodule", "Sources/Readings/Planted.swift", "import Glibc.stdlib", "outside module Glibc"),
    ("an import after a comment", "Sources/Readings/Planted.swift", "/* first */ import Dispatch", "Dispatch"),
    ("a module without a floor", "Sources/Gadgets/Planted.swift", "import Readings", "stands on no floor"),
    ("fatalError", "Sources/Drift/Planted.swift", "\nfunc planted() -> Never { fatalError() }", "fatalError"),
    ("try!", "Sources/Drift/Planted.swift", "\nlet planted = try! made()", "try!"),
    ("as! in a string's interpolation", "Sources/Drift/Planted.swift", 'let text = "\\(value as! Int)"', "as!"),
    ("a shared instance", "Sources/Ledger/Planted.swift", "enum Planted {\n    static let shared = 1", "shared instance"),
    ("print below the door", "Sources/Serving/Planted.swift", '/// print("x")\nfunc f() { print("x") }', "door"),
    ("a type named like its module", "Sources/Drift/Planted.swift", "public struct Drift {}", "named like its module"),
    ("an unchecked Sendable", "Sources/ONNX/Planted.swift", "final class Planted: @unchecked Sendable {}", "@unchecked"),
    ("a hidden export", "Sources/Drift/Planted.swift", "@_exported import RealModule", "@_exported"),
    ("an eleventh try!", "tests/unit/DriftTests/Planted.swift", "\n".join(["let a = try! b()"] * 11), "at most 10"),
    ("a file too long", "Sources/Drift/Planted.swift", (FILL * 501).rstrip("\n"), "501 lines"),
    ("a strange path", "docs/planted.md", "See /wo" "rk/notes.", "does not belong"),
    ("a strange relative path", "docs/planted.md", "See sha" "red/notes.", "does not belong"),
    ("a tracker", "docs/planted.md", "See issue " "#7.", "tracker"),
]

# Look like violations and are none.
INNOCENT = [
    ("Sources/Learning/Planted.swift", "import RealModule\npublic import Readings\ninternal import Features\n"),
    ("Sources/Drift/Planted.swift", '/* import Foundation /* try! */ as! */\nlet text = """\n    import Dispatch\n'
     '    fatalError() \\" print(1)\n    """\nlet raw = #"try! \\(x) as! "# // print(2)\nlet regex = /"as!/\n'),
    ("Sources/Serving/Planted.swift", "import HTTPTypes\nimport Foundation\nfunc f() { writer.print(1) }\n"),
    ("Sources/ONNX/Runtime/Planted.swift", "final class Planted: @unchecked Sendable {}\n"),
    ("Sources/ONNX/Planted.pb.swift", FILL * 900),
    ("docs/planted.md", "mount it at /sha" "red/predictions\n"),
]

MANIFEST_PLANTS = [
    ("a target without a floor", 'package.targets.append(.target(name: "Gadgets"))', "Gadgets stands on no floor"),
    ("a step up", "depend(\"Readings\", \"Features\")", "Readings (floor 1) must not depend on Features"),
    ("a declared, unused module", 'depend("Serving", "Parquet")', "Serving declares Parquet and never imports it"),
]
DEPEND = """
@MainActor func depend(_ name: String, _ dependency: Target.Dependency) {
    if let target = package.targets.first(where: { $0.name == name }) {
        target.dependencies.append(dependency)
    } else {
        package.targets.append(.target(name: name, dependencies: [dependency]))
    }
}
"""


def run(root):
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch, "copy")
        copy.mkdir()
        for name in ("Sources", "tests"):
            shutil.copytree(root / name, copy / name, symlinks=True)
        shutil.copy(root / "Package.swift", copy)
        failures = plant_all(copy) + plant_manifest(copy)
    total = len(PLANTS) + len(INNOCENT) + len(MANIFEST_PLANTS)
    print(f"check-imports --self-test: {total - failures} of {total} as they should be")
    return 1 if failures else 0


def report(right, what):
    print(f"{'found ' if right else 'MISSED'}  {what}")
    return 0 if right else 1


def plant_all(copy):
    before = set(checks.check(copy, manifest=False)[0])
    failures = 0
    for what, name, text, message in PLANTS:
        with planted(copy, name, text + "\n"):
            new = set(checks.check(copy, manifest=False)[0]) - before
        line = text.count("\n") + 1
        if name.startswith("Sources/Gadgets"):
            line = 1
        right = any(item.file == name and item.line == line and message in item.message for item in new)
        failures += report(right, f"{what}: {name}")
    for name, text in INNOCENT:
        with planted(copy, name, text):
            new = set(checks.check(copy, manifest=False)[0]) - before
        failures += report(not new, f"nothing in innocent text: {name}" + "".join(f"\n    {item}" for item in new))
    return failures


def plant_manifest(copy):
    manifest = copy / "Package.swift"
    text = manifest.read_text(encoding="utf-8")
    failures = 0
    for what, change, message in MANIFEST_PLANTS:
        manifest.write_text(text + DEPEND + change + "\n", encoding="utf-8")
        found = any(message in item.message for item in checks.check(copy)[0])
        failures += report(found, f"{what}: Package.swift")
    manifest.write_text(text, encoding="utf-8")
    return failures


class planted:
    """A file that is there within a `with` only, with the folders it needs."""

    def __init__(self, root, name, text):
        self.path, self.text = root / name, text
        self.new_folders = [folder for folder in self.path.parents if not folder.exists()]

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.text, encoding="utf-8")

    def __exit__(self, *_):
        self.path.unlink()
        for folder in self.new_folders:
            folder.rmdir()
