"""The trained network as an ONNX graph, written node by node: no tracer, no stray operators.

One window at a time, so that nothing depends on what else is in a batch: int8 scales come from the window alone.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from training.network import shapes_of

from onrecord.tagger.links import ROLES, SEARCHES

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
        return self.node(
            "LayerNormalization",
            x,
            self.weight(f"{name}.weight", weight),
            self.weight(f"{name}.bias", bias),
            axis=-1,
            epsilon=1e-12,
        )


def encoder(g: Graph, state: dict[str, Array], ids: str, features: str) -> str:
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
    for i, (heads, _) in enumerate(shapes_of(state)):
        x = layer(
            g,
            x,
            i,
            heads,
            {
                k.removeprefix(f"encoder.layers.{i}."): v
                for k, v in state.items()
                if k.startswith(f"encoder.layers.{i}.")
            },
        )
    return x


def layer(g: Graph, x: str, i: int, heads: int, w: dict[str, Array]) -> str:
    """One transformer layer; q, k and v in one product, attention as onnxruntime's fused operator."""
    parts = []
    for j, name in enumerate("qkv"):
        width = len(w["qkv.bias"]) // 3
        rows = slice(j * width, (j + 1) * width)
        parts.append(g.linear(x, f"layer{i}.{name}", w["qkv.weight"][rows], w["qkv.bias"][rows], shape=True))
    a = g.node("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=heads)
    x = g.norm(
        g.node("Add", x, g.linear(a, f"layer{i}.out", w["out.weight"], w["out.bias"])),
        f"layer{i}.norm1",
        w["norm1.weight"],
        w["norm1.bias"],
    )
    up = g.node("Gelu", g.linear(x, f"layer{i}.up", w["up.weight"], w["up.bias"]), domain="com.microsoft")
    return g.norm(
        g.node("Add", x, g.linear(up, f"layer{i}.down", w["down.weight"], w["down.bias"])),
        f"layer{i}.norm2",
        w["norm2.weight"],
        w["norm2.bias"],
    )


def build(state: dict[str, Array]) -> onnx.ModelProto:
    """ids (n,), features (n, 3) -> scores (n, tags of both levels and names), vectors (n, span width)."""
    g = Graph()
    x = encoder(g, state, "ids", "features")
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
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    )
    model.ir_version = 9
    return model


def build_links(state: dict[str, Array]) -> onnx.ModelProto:
    """Spans of each role, (spans, 3 * width), to what the searches need: for search i the products `dot_i`
    (seekers, sought), and `by_seeker_i`, `by_sought_i`: a score for every pair feature, none's last for seekers.
    """
    g = Graph()
    outputs = []
    hidden = [g.node("Relu", g.linear(role, f"body{r}", state[f"links.body.{r}.weight"], state[f"links.body.{r}.bias"]))
              for r, role in enumerate(ROLES)]  # fmt: skip
    for i, (who, what) in enumerate(SEARCHES):
        q = g.linear(
            hidden[ROLES.index(who)], f"seek{i}", state[f"links.seek.{i}.weight"], state[f"links.seek.{i}.bias"]
        )
        k = g.linear(
            hidden[ROLES.index(what)], f"found{i}", state[f"links.found.{i}.weight"], state[f"links.found.{i}.bias"]
        )
        by_seeker = np.concatenate([state["links.by_seeker"][i], state[f"links.none.{i}.weight"]])
        offset = np.concatenate([state["links.bias"][i], state[f"links.none.{i}.bias"]])
        scale = g.weight(f"scale{i}", np.array(q_width(state) ** -0.5, np.float32))
        g.node("MatMul", g.node("Mul", q, scale), g.node("Transpose", k, perm=[1, 0]), out=f"dot_{i}")
        g.linear(q, f"by_seeker{i}", by_seeker, offset, out=f"by_seeker_{i}")
        g.node("MatMul", k, g.weight(f"by_sought{i}", state["links.by_sought"][i].T), out=f"by_sought_{i}")
        outputs += [
            (f"dot_{i}", [who, what]),
            (f"by_seeker_{i}", [who, len(offset)]),
            (f"by_sought_{i}", [what, len(offset) - 1]),
        ]
    width = state["links.body.0.weight"].shape[1]
    graph = helper.make_graph(
        g.nodes, "onrecord-links",
        [helper.make_tensor_value_info(role, TensorProto.FLOAT, [role, width]) for role in ROLES],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs],
        g.weights,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    return model


def q_width(state: dict[str, Array]) -> int:
    return int(state["links.seek.0.weight"].shape[0])
