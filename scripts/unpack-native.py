"""Takes the native libraries out of downloaded wheels: unpack-native.py WHEEL_DIR PREFIX."""
import pathlib
import sys
import zipfile

wheels, prefix = map(pathlib.Path, sys.argv[1:])

# wheel name -> members to take, as (path in the wheel starts with, folder below the prefix)
WANTED = {
    "onnxruntime": [("onnxruntime/capi/libonnxruntime.so", "lib")],
    "pyarrow": [("pyarrow/libarrow.so", "lib"), ("pyarrow/libparquet.so", "lib"),
                ("pyarrow/include/arrow/", "include/arrow"), ("pyarrow/include/parquet/", "include/parquet")],
}


def extract(archive, start, folder):
    found = 0
    for member in archive.namelist():
        if not member.startswith(start) or member.endswith("/"):
            continue
        rest = member[len(start):] if start.endswith("/") else member.rsplit("/", 1)[1]
        target = prefix / folder / rest
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(member))
        found += 1
        if ".so." in target.name:  # -l wants the name without a version, the loader the one in the SONAME
            plain = target.with_name(target.name.split(".so.")[0] + ".so")
            plain.unlink(missing_ok=True)
            plain.symlink_to(target.name)
    if found == 0:
        sys.exit(f"unpack-native: nothing named {start}* in {archive.filename}")


for name, members in WANTED.items():
    matches = sorted(wheels.glob(f"{name}-*.whl"))
    if len(matches) != 1:
        sys.exit(f"unpack-native: expected one wheel of {name} in {wheels}, found {len(matches)}")
    with zipfile.ZipFile(matches[0]) as archive:
        for start, folder in members:
            extract(archive, start, folder)
