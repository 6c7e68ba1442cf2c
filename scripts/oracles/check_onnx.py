#!/usr/bin/env python3
"""Checks ONNX files with the onnx package's own checker and with the rules that our models keep.

Usage: check_onnx.py MODEL.onnx...

Prints one line per file. Exits with 1 when a file is invalid, has 60 nodes or more, or has an input that is not float32
or whose first axis is not free. Needs: onnx==1.23.2
"""

import sys

import onnx

NODE_LIMIT = 60


def node_count(graph):
    """The nodes of a graph and of the graphs inside its nodes."""
    count = 0
    for node in graph.node:
        count += 1
        for attribute in node.attribute:
            inner = list(attribute.graphs)
            if attribute.type == onnx.AttributeProto.GRAPH:
                inner.append(attribute.g)
            count += sum(node_count(graph) for graph in inner)
    return count


def findings(model):
    """What is wrong with a model, one line each."""
    try:
        onnx.checker.check_model(model, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        yield str(error).strip().splitlines()[0]
    if node_count(model.graph) >= NODE_LIMIT:
        yield f"{node_count(model.graph)} nodes, fewer than {NODE_LIMIT} are allowed"
    constants = {initializer.name for initializer in model.graph.initializer}
    for value in model.graph.input:
        if value.name in constants:
            continue
        tensor = value.type.tensor_type
        if tensor.elem_type != onnx.TensorProto.FLOAT:
            yield f"input {value.name!r} is not float32"
        if not tensor.shape.dim or tensor.shape.dim[0].HasField("dim_value"):
            yield f"the first axis of input {value.name!r} is not free"


def main(paths):
    if not paths:
        sys.exit("usage: check_onnx.py MODEL.onnx...")
    failed = False
    for path in paths:
        try:
            model = onnx.load(path)
        except Exception as error:  # any unreadable file is one more failed file
            failed = True
            print(f"{path}: FAILED: {error}")
            continue
        found = list(findings(model))
        failed = failed or bool(found)
        print(f"{path}: {node_count(model.graph)} nodes, {'FAILED: ' + '; '.join(found) if found else 'ok'}")
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:])
