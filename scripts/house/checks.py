"""What is checked. Each check yields violations; `check` gathers them for a whole tree."""
import dataclasses
import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile

from house import table
from house.swift_source import IMPORT, code_only, line_of

LONGEST_FILE = 500
MEDIAN_BELOW = 100
ESCAPES_ALLOWED = 10

ESCAPES = re.compile(r"\bfatalError\b|\btry!|\bas!")
BANS = [
    (re.compile(r"\bstatic\s+(?:let|var)\s+shared\b"), "a shared instance: hand it in from the composition root"),
    (re.compile(r"@_exported\b"), "@_exported hides who imports what"),
    (re.compile(r"@testable\b"), "@testable: use package access"),
]
PRINT = re.compile(r"(?<![\w.])(?:debugPrint|print|dump)\s*\(")
PRINT_DECLARED = re.compile(r"\bfunc\s+$")
UNCHECKED = re.compile(r"@unchecked\s+Sendable\b")
TYPE = r"\b(?:struct|class|enum|actor|protocol|typealias)\s+`?%s\b"

# Spelt in two parts, or this file would hold them itself.
WORDS = [
    (re.compile(r"(?<![\w./-])sha" r"red/"), "a path that does not belong to the project"),
    (re.compile(r"(?<![\w.-])/wo" r"rk/"), "a path that does not belong to the project"),
    (re.compile(r"\bissue\s" r"#", re.IGNORECASE), "the text must stand without a tracker"),
]


@dataclasses.dataclass(frozen=True)
class Violation:
    file: str
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


class SwiftFile:
    def __init__(self, root, path):
        self.path = path
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.code = code_only(self.text)
        self.generated = path.name.endswith(".pb.swift")
        self.lines = self.text.count("\n") + (not self.text.endswith("\n"))

    @property
    def module(self):
        parts = self.name.split("/")
        return parts[1] if parts[0] == "Sources" and len(parts) > 2 else None

    def imports(self):
        for match in IMPORT.finditer(self.code):
            yield match["module"], line_of(self.code, match.start("module"))

    def found(self, pattern, message):
        for match in pattern.finditer(self.code):
            yield Violation(self.name, line_of(self.code, match.start()), message.replace("%s", match[0]))


def check(root, manifest=True):
    """All violations in the tree below `root`, and the figures in words; `manifest` says whether to ask SwiftPM."""
    files = [SwiftFile(root, path) for path in swift_files(root)]
    rooms = [file for file in files if file.module]
    violations = [violation for file in rooms for violation in floor_violations(file)]
    for file in rooms:
        if not file.generated:
            violations += ban_violations(file)
    written = [file for file in files if not file.generated]
    violations += escape_violations(written)
    size, figures = size_violations(written)
    violations += size
    violations += word_violations(root)
    if manifest:
        violations += manifest_violations(root, rooms)
    return sorted(set(violations), key=dataclasses.astuple), figures


def swift_files(root):
    paths = [root / "Package.swift"]
    for folder in ("Sources", "tests", "Benchmarks"):
        for here, folders, names in os.walk(root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            paths += [pathlib.Path(here, name) for name in sorted(names) if name.endswith(".swift")]
    return [path for path in paths if path.is_file()]


def floor_violations(file):
    module = file.module
    if module in table.FOREIGN:
        return
    if module not in table.FLOORS:
        yield Violation(file.name, 1, f"module {module} stands on no floor; add it to scripts/house/table.py")
        return
    for imported, line in file.imports():
        if reason := refusal(module, imported):
            yield Violation(file.name, line, reason)


def refusal(module, imported):
    """Why `module` may not import `imported`; None when it may."""
    if imported in table.allowed_own(module) or imported in table.allowed_outside(module):
        return None
    floor = table.FLOORS[module]
    if imported in table.FOREIGN:
        return f"{module} must not import {imported}, which belongs to {table.FOREIGN[imported]}"
    if imported in table.FLOORS:
        return f"{module} (floor {floor}) must not import {imported} (floor {table.FLOORS[imported]})"
    return f"{module} (floor {floor}) must not import the outside module {imported}"


def ban_violations(file):
    for pattern, message in BANS:
        yield from file.found(pattern, message)
    yield from file.found(ESCAPES, "%s: no input may end the program")
    if not file.name.startswith("Sources/ONNX/Runtime/"):
        yield from file.found(UNCHECKED, "@unchecked Sendable belongs to Sources/ONNX/Runtime alone")
    yield from file.found(re.compile(TYPE % re.escape(file.module)), f"a type named like its module {file.module}")
    if file.module != table.DOOR:
        for match in PRINT.finditer(file.code):
            if not PRINT_DECLARED.search(file.code[: match.start()]):
                line = line_of(file.code, match.start())
                yield Violation(file.name, line, "only the door prints; return the text or log it")


def escape_violations(files):
    places = [violation for file in files for violation in file.found(ESCAPES, "%s")]
    for place in places[ESCAPES_ALLOWED:]:
        total = f"{len(places)} of fatalError, try! and as! in the project, at most {ESCAPES_ALLOWED}"
        yield dataclasses.replace(place, message=f"{place.message}: {total}")


def size_violations(files):
    violations = [
        Violation(file.name, file.lines, f"{file.lines} lines, at most {LONGEST_FILE}")
        for file in files if file.lines > LONGEST_FILE
    ]
    longest = max(files, key=lambda file: file.lines)
    median = statistics.median(file.lines for file in files)
    if median >= MEDIAN_BELOW:
        violations.append(Violation(longest.name, longest.lines, f"half of all files have {median:g} lines or more"))
    figures = f"{len(files)} Swift files, median {median:g} lines, longest {longest.lines} ({longest.name})"
    return violations, figures


def word_violations(root):
    for path in project_files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # binary, deleted but not yet committed, or a link to a folder
        for pattern, message in WORDS:
            for match in pattern.finditer(text):
                name = path.relative_to(root).as_posix()
                yield Violation(name, line_of(text, match.start()), f"“{match[0]}”: {message}")


def project_files(root):
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, text=True)
    if listing.returncode == 0:
        return [root / name for name in sorted(set(listing.stdout.split("\0"))) if name]
    return [path for path in sorted(root.rglob("*")) if path.is_file()]


def manifest_violations(root, rooms):
    """Holds the manifest to the table, and what is imported to what the manifest declares."""
    imported = {}
    for file in rooms:
        imported.setdefault(file.module, set()).update(module for module, _ in file.imports())
    lines = (root / "Package.swift").read_text(encoding="utf-8").split("\n")

    def violation(target, message):
        line = next((number for number, text in enumerate(lines, 1) if f'"{target}"' in text), 1)
        return Violation("Package.swift", line, message)

    for target, declared in manifest_targets(root).items():
        if target in table.FOREIGN:
            continue
        if target not in table.FLOORS:
            yield violation(target, f"target {target} stands on no floor; add it to scripts/house/table.py")
            continue
        for dependency in sorted(declared):
            if reason := refusal(target, dependency):
                yield violation(target, reason.replace("import", "depend on", 1))
            elif dependency not in imported.get(target, set()):
                yield violation(target, f"{target} declares {dependency} and never imports it")
        for module in sorted(imported.get(target, set()) - declared - table.TOOLCHAIN):
            if refusal(target, module) is None and not table.COMES_WITH.get(module, set()) & declared:
                yield violation(target, f"{target} imports {module} and does not declare it")


def manifest_targets(root):
    """The targets below Sources with the names they depend on, as SwiftPM reads the manifest."""
    with tempfile.TemporaryDirectory() as scratch:  # not the package's own, which a build may hold
        command = ["swift", "package", "--package-path", str(root), "--scratch-path", scratch, "dump-package"]
        dump = subprocess.run(command, capture_output=True, text=True)
    if dump.returncode != 0:
        raise SystemExit(f"check-imports: the manifest cannot be read:\n{dump.stderr}")
    targets = {}
    for target in json.loads(dump.stdout)["targets"]:
        path = target.get("path") or f"Sources/{target['name']}"
        if target["type"] in ("regular", "executable") and path.startswith("Sources/"):
            targets[target["name"]] = {
                next(iter(dependency.values()))[0] for dependency in target["dependencies"]
            }
    return targets
