"""Takes the native libraries out of downloaded wheels: unpack-native.py WHEEL_DIR PREFIX."""
import pathlib
import struct
import sys
import zipfile

wheels, prefix = map(pathlib.Path, sys.argv[1:])

# wheel name -> members to take, as (path in the wheel starts with, folder below the prefix)
WANTED = {
    "onnxruntime": [("onnxruntime/capi/libonnxruntime.so", "lib")],
    "pyarrow": [("pyarrow/libarrow.so", "lib"), ("pyarrow/libparquet.so", "lib"),
                ("pyarrow/include/arrow/", "include/arrow"), ("pyarrow/include/parquet/", "include/parquet")],
    # It looks for its own OpenMP at ../../xgboost_cpu.libs, so both stay where the wheel has them.
    "xgboost_cpu": [("xgboost/lib/libxgboost.so", "lib/xgboost/lib"), ("xgboost_cpu.libs/", "lib/xgboost_cpu.libs")],
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
        # -l wants the name without a version, the loader the one in the SONAME
        if start.endswith(".so") and ".so." in target.name:
            plain = target.with_name(target.name.split(".so.")[0] + ".so")
            plain.unlink(missing_ok=True)
            plain.symlink_to(target.name)
    if found == 0:
        sys.exit(f"unpack-native: nothing named {start}* in {archive.filename}")


def hide_c_symbols(library):
    """Makes a C++ library keep its C symbols to itself.

    libparquet has an OpenSSL inside and offers all of it to the whole program, where the system's OpenSSL would run into
    it instead of its own functions: another version, and a crash. What a symbol table calls hidden is found by nobody
    else, and the library itself still has it.
    """
    data = bytearray(library.read_bytes())
    if data[:6] != b"\x7fELF\x02\x01":
        sys.exit(f"unpack-native: {library} is no little-endian 64-bit ELF file")
    (sections,) = struct.unpack_from("<Q", data, 0x28)
    entry_size, count = struct.unpack_from("<HH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", data, sections + entry_size * place) for place in range(count)]
    hidden = 0
    for _, kind, _, _, offset, size, link, _, _, _ in headers:
        if kind != 11:  # the dynamic symbols
            continue
        names = headers[link][4]
        for symbol in range(offset, offset + size, 24):
            name, info, other, section = struct.unpack_from("<IBBH", data, symbol)
            is_cpp = data[names + name:names + name + 2] == b"_Z"
            if section != 0 and info >> 4 != 0 and not is_cpp:  # defined here, and not local
                data[symbol + 5] = other & ~3 | 2
                hidden += 1
    if hidden == 0:
        sys.exit(f"unpack-native: {library} has no C symbols to hide")
    library.write_bytes(data)


for name, members in WANTED.items():
    matches = sorted(wheels.glob(f"{name}-*.whl"))
    if len(matches) != 1:
        sys.exit(f"unpack-native: expected one wheel of {name} in {wheels}, found {len(matches)}")
    with zipfile.ZipFile(matches[0]) as archive:
        for start, folder in members:
            extract(archive, start, folder)

for library in (prefix / "lib").glob("libparquet.so.*"):
    hide_c_symbols(library)
