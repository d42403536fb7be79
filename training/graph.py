"""The trained network as an ONNX graph, written node by node: no tracer, no stray operators.

One window at a time, so that nothing depends on what else is in a batch: int8 scales come from the window alone.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, HIDDEN

Array = np.ndarray


class Graph:
    """Nodes and weights as they are added; every method gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.shapes: list[Any] = []

    def weight(self, name: str, value: Array) -> str:
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, op: str, *inputs: str, out: str = "", domain: str = "", **attributes: Any) -> str:
        out = out or f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], name=f"n_{out}", domain=domain, **attributes))
        return out

    def linear(self, x: str, name: str, weight: Array, bias: Array, out: str = "", *, shape: bool = False) -> str:
        """weight as torch keeps it: (out, in)."""
        y = self.node("MatMul", x, self.weight(f"{name}.weight", weight.T))
        out = self.node("Add", y, self.weight(f"{name}.bias", bias), out=out)
        if shape:  # the fused operators have no shape inference of their own
            self.shapes.append(helper.make_tensor_value_info(out, TensorProto.FLOAT, [1, "n", len(bias)]))
        return out

    def norm(self, x: str, name: str, weight: Array, bias: Array) -> str:
        return self.node("LayerNormalization", x, self.weight(f"{name}.weight", weight),
                         self.weight(f"{name}.bias", bias), axis=-1, epsilon=1e-12)


def encoder(g: Graph, state: dict[str, Array], ids: str, features: str, block: int) -> str:
    """Add the encoder; ids (n,), features (n, 3). Gives (1, n, hidden)."""
    x = g.node("Gather", g.weight("word", state["encoder.word.weight"]), ids)
    length = g.node("Shape", ids)
    zero, axis = g.weight("zero", np.array([0], np.int64)), g.weight("axis0", np.array([0], np.int64))
    x = g.node("Add", x, g.node("Slice", g.weight("position", state["encoder.position.weight"]), zero, length, axis))
    for i in range(3):
        column = g.node("Gather", features, g.weight(f"column{i}", np.array(i, np.int64)), axis=1)
        x = g.node("Add", x, g.node("Gather", g.weight(f"feature{i}", state[f"encoder.features.{i}.weight"]), column))
    x = g.node("Unsqueeze", x, g.weight("front", np.array([0], np.int64)))
    x = g.norm(x, "norm", state["encoder.norm.weight"], state["encoder.norm.bias"])
    seen = local_keys(g, ids, block) if block else ""
    for i in range(1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))):
        x = layer(g, x, i, block, seen, {k.removeprefix(f"encoder.layers.{i}."): v for k, v in state.items()
                            if k.startswith(f"encoder.layers.{i}.")})
    return x


def local_keys(g: Graph, ids: str, block: int) -> str:
    """Which keys each block sees, (blocks, 1 + 3 * block): none beyond the two ends. The length is whole blocks."""
    one = g.node("ConstantOfShape", g.node("Shape", ids), value=numpy_helper.from_array(np.array([1], np.int32)))
    rows = g.node("Reshape", one, g.weight("rows", np.array([-1, block], np.int64)))
    around = neighbours(g, rows, "mask", g.weight("mask_edge", np.zeros((1, block), np.int32)), 1)
    first = g.node("Slice", rows, g.weight("c0", np.array([0], np.int64)), g.weight("c1", np.array([1], np.int64)),
                   g.weight("c_axis", np.array([1], np.int64)))
    return g.node("Concat", first, around, axis=1)


def neighbours(g: Graph, rows: str, name: str, edge: str, axis: int) -> str:
    """Each block with the one before and the one after. rows (blocks, block, ...)."""
    zero, one, minus, huge, ax = (g.weight(f"{name}.{k}", np.array([v], np.int64))
                                  for k, v in (("0", 0), ("1", 1), ("-1", -1), ("max", 2**40), ("axis", 0)))
    before = g.node("Concat", edge, g.node("Slice", rows, zero, minus, ax), axis=0)
    after = g.node("Concat", g.node("Slice", rows, one, huge, ax), edge, axis=0)
    return g.node("Concat", before, rows, after, axis=axis)


def layer(g: Graph, x: str, i: int, block: int, seen: str, w: dict[str, Array]) -> str:
    """One transformer layer; q, k and v in one product, attention as onnxruntime's fused operator."""
    parts = []
    for j, name in enumerate("qkv"):
        rows = slice(j * HIDDEN, (j + 1) * HIDDEN)
        parts.append(g.linear(x, f"layer{i}.{name}", w["qkv.weight"][rows], w["qkv.bias"][rows], shape=True))
    if block:
        a = local_attention(g, parts, i, block, seen)
    else:
        a = g.node("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=HEADS)
    x = g.norm(g.node("Add", x, g.linear(a, f"layer{i}.out", w["out.weight"], w["out.bias"])),
               f"layer{i}.norm1", w["norm1.weight"], w["norm1.bias"])
    up = g.node("Gelu", g.linear(x, f"layer{i}.up", w["up.weight"], w["up.bias"]), domain="com.microsoft")
    return g.norm(g.node("Add", x, g.linear(up, f"layer{i}.down", w["down.weight"], w["down.bias"])),
                  f"layer{i}.norm2", w["norm2.weight"], w["norm2.bias"])


def local_attention(g: Graph, parts: list[str], i: int, block: int, seen: str) -> str:
    rows = g.weight(f"layer{i}.rows", np.array([-1, block, HIDDEN], np.int64))
    edge = g.weight(f"layer{i}.edge", np.zeros((1, block, HIDDEN), np.float32))
    q, k, v = (g.node("Reshape", part, rows) for part in parts)
    keys = []
    for name, part, whole in (("k", k, parts[1]), ("v", v, parts[2])):
        around = neighbours(g, part, f"layer{i}.{name}", edge, 1)
        first = g.node("Slice", whole, *(g.weight(f"layer{i}.{name}.first{j}", np.array([x], np.int64))
                                         for j, x in enumerate((0, 1, 1))))
        shape = g.node("Shape", part)
        blocks = g.node("Gather", shape, g.weight(f"layer{i}.{name}.pick", np.array([0], np.int64)))
        target = g.node("Concat", blocks, g.weight(f"layer{i}.{name}.wide", np.array([1, HIDDEN], np.int64)), axis=0)
        keys.append(g.node("Concat", g.node("Expand", first, target), around, axis=1))
    a = g.node("MultiHeadAttention", q, *keys, "", seen, domain="com.microsoft", num_heads=HEADS)
    a = g.node("Reshape", a, g.weight(f"layer{i}.flat", np.array([1, -1, HIDDEN], np.int64)))
    g.shapes.append(helper.make_tensor_value_info(a, TensorProto.FLOAT, [1, "n", HIDDEN]))
    return a


def build(state: dict[str, Array], block: int = 0) -> onnx.ModelProto:
    """ids (n,), features (n, 3) -> scores (n, tags of both levels and names), vectors (n, span width)."""
    g = Graph()
    x = encoder(g, state, "ids", "features", block)
    x = g.node("Squeeze", x, g.weight("front_again", np.array([0], np.int64)))
    # emissions and link vectors in one product
    heads = [state[f"{name}.weight"] for name in ("tags", "names", "links.piece")]
    biases = [state[f"{name}.bias"] for name in ("tags", "names", "links.piece")]
    g.linear(x, "heads", np.concatenate(heads), np.concatenate(biases), out="out")
    width = sum(len(b) for b in biases)
    graph = helper.make_graph(
        g.nodes, "onrecord-tagger",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"]),
         helper.make_tensor_value_info("features", TensorProto.INT64, ["n", 3])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", width])],
        g.weights,
        value_info=g.shapes,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17),
                                                    helper.make_opsetid("com.microsoft", 1)])
    model.ir_version = 9
    return model
