"""The floors: which module stands where, and which modules of others it may import.

A module imports only from floors below its own, and sideways only where SIDEWAYS says so. A new module needs a row
here and a decision record.
"""

FLOORS = {
    # 0, tongues: each speaks one outside format and knows nothing of us
    "Parquet": 0, "Redis": 0, "ONNX": 0, "Prometheus": 0, "XGBoost": 0, "MQTT": 0, "JSON": 0,
    # 1, core: pure, synchronous, deterministic
    "Readings": 1, "Feeds": 1, "Features": 1, "Learning": 1, "Drift": 1,
    # 2, keepers: they remember
    "FeatureStore": 2, "Registry": 2, "Ledger": 2,
    # 3, doers: they run
    "Serving": 3, "Pipeline": 3, "Ingestion": 3, "Simulation": 3,
    # 4, door
    "driftdetector": 4,
}
DOOR = "driftdetector"
SIDEWAYS = {"Feeds": {"Readings"}, "Features": {"Readings"}, "Learning": {"Readings", "Features"}}

# C and C++ targets: each belongs to the one tongue that may import it.
FOREIGN = {"CParquet": "Parquet", "CONNXRuntime": "ONNX", "CXGBoost": "XGBoost", "CMQTT": "MQTT"}

SYSTEM = {"Foundation", "FoundationEssentials", "Synchronization", "Glibc", "Musl", "Darwin"}
TOOLCHAIN = SYSTEM | {"Dispatch"}  # need no declaration in the manifest
COMMON = {"Logging", "Metrics", "Tracing", "ServiceLifecycle", "NIOCore", "HTTPTypes"}

# Modules of others, by ours; floor 1 has these alone, floor 0 SYSTEM besides, floors 2 to 4 SYSTEM and COMMON.
OUTSIDE = {
    "Redis": {"NIOCore", "NIOPosix", "NIOSSL"},
    "ONNX": {"SwiftProtobuf"},
    "Prometheus": {"CoreMetrics"},
    "Readings": {"RealModule"},
    "Feeds": {"RealModule"},
    "Features": {"RealModule"},
    "Learning": {"RealModule"},
    "Drift": {"RealModule"},
    "Registry": {"Crypto", "AsyncHTTPClient"},
    "FeatureStore": {"Dispatch"},  # predictions reach their files on their own thread
    "Ledger": {"GRDB"},
    "Serving": {"Hummingbird", "HummingbirdCore", "Mustache"},
    "Simulation": {"Hummingbird", "RealModule"},
    "Ingestion": {"AsyncHTTPClient", "Dispatch", "NIOHTTP1", "NIOPosix"},  # Dispatch: commits on their own thread
    # Crypto: signatures of webhooks; Dispatch: training on its own threads
    "Pipeline": {"AsyncHTTPClient", "Crypto", "Mustache", "NIOHTTP1", "Dispatch"},
    DOOR: {
        "ArgumentParser", "AsyncHTTPClient", "Configuration", "CoreMetrics", "NIOHTTP1", "SystemPackage", "UnixSignals",
        "Yams", "NIOSSL",  # whom a cluster that trains is trusted by
    },
}

# Modules that come with a product of another name.
COMES_WITH = {
    "NIOHTTP1": {"AsyncHTTPClient"},
    "HTTPTypes": {"Hummingbird"}, "HummingbirdCore": {"Hummingbird"}, "NIOCore": {"Hummingbird"},
    "SystemPackage": {"Configuration"}, "UnixSignals": {"ServiceLifecycle"},
}


def allowed_own(module):
    lower = {name for name, floor in FLOORS.items() if floor < FLOORS[module]}
    return lower | SIDEWAYS.get(module, set()) | {name for name, owner in FOREIGN.items() if owner == module}


def allowed_outside(module):
    floor = FLOORS[module]
    system = set() if floor == 1 else SYSTEM
    common = COMMON if floor >= 2 else set()
    return OUTSIDE.get(module, set()) | system | common
