#!/usr/bin/env python3
"""Writes tests/fixtures/onnx/ensemble.onnx and ensemble.json: a model made by the onnx package, and its answers.

Two trees with `<` branches, missing-value tracks and a base value, and constants as raw bytes: what our reader has to
take from other programs. Needs: onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"""

import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "onnx"


def model():
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["sum"],
        name="trees",
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        base_values=[0.25],
        nodes_treeids=[0, 0, 0, 0, 0, 1, 1, 1],
        nodes_nodeids=[0, 1, 2, 3, 4, 0, 1, 2],
        nodes_featureids=[0, 1, 0, 0, 0, 1, 0, 0],
        nodes_values=[0.5, -1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0],
        nodes_modes=["BRANCH_LT", "BRANCH_LT", "LEAF", "LEAF", "LEAF", "BRANCH_LT", "LEAF", "LEAF"],
        nodes_truenodeids=[1, 3, 0, 0, 0, 1, 0, 0],
        nodes_falsenodeids=[2, 4, 0, 0, 0, 2, 0, 0],
        nodes_missing_value_tracks_true=[1, 0, 0, 0, 0, 1, 0, 0],
        target_treeids=[0, 0, 0, 1, 1],
        target_nodeids=[2, 3, 4, 1, 2],
        target_ids=[0, 0, 0, 0, 0],
        target_weights=[1.0, 2.0, 4.0, 8.0, 16.0],
    )
    nodes = [trees, helper.make_node("Reshape", ["sum", "shape"], ["flat"]), helper.make_node("Mul", ["flat", "two"], ["y"])]
    graph = helper.make_graph(
        nodes,
        "ensemble",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None])],
        [
            numpy_helper.from_array(np.array([-1], np.int64), "shape"),
            numpy_helper.from_array(np.array(2, np.float32), "two"),
        ],
        doc_string="written by scripts/oracles/onnx_ensemble.py",
    )
    made = helper.make_model(
        graph,
        ir_version=8,
        producer_name="onnx",
        producer_version=onnx.__version__,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)],
    )
    helper.set_model_props(made, {"purpose": "fixture"})
    onnx.checker.check_model(made, full_check=True)
    return made


def main():
    made = model()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "ensemble.onnx").write_bytes(made.SerializeToString(deterministic=True))
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    corners = [-2.0, -1.0, 0.5, 2.0, 3.0, float("nan")]
    rows = np.array([[a, b] for a in corners for b in corners], np.float32)
    (answers,) = session.run(["y"], {"features": rows})
    content = {
        "made_by": f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}; null is NaN",
        "features": [[None if np.isnan(x) else float(x) for x in row] for row in rows],
        "y": [float(y) for y in answers],
    }
    (FOLDER / "ensemble.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
