"""How fast statements are found by one thread, two threads, two workers; how far the encoder is from the peak.

python benchmarks/speed.py                the tables, printed
python benchmarks/speed.py --save         kept for the documents too

Each way runs in a process of its own over the same articles, `--rounds` times by turns; the best round counts. The peak
is what onrecord's own runtime reaches with one large product of matrices on one core (needs `onnx`). Wants a quiet
machine. Data: the bench folder (--bench or ONRECORD_BENCH).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from statements import ONE_CORE

WAYS = {"one": "one thread", "threads": "two threads", "workers": "two workers (processes)"}
PRODUCT = (512, 1536, 1536)  # rows, inner, columns of the product that gives the peak


def found(text: str) -> int:
    from onrecord import pipeline, speech

    return len(speech.find(text, next(pipeline.default_tagger().tag([text]))))


def words_per_second(way: str, texts: list[str]) -> float:
    """Words per second by the wall clock, loading left out."""
    words = sum(len(text.split()) for text in texts)
    if way == "one":
        found(texts[0])
        began = time.perf_counter()
        for text in texts:
            found(text)
    elif way == "threads":
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(found, texts[:2]))
            began = time.perf_counter()
            list(pool.map(found, texts))
    else:
        with multiprocessing.get_context("spawn").Pool(2) as processes:
            processes.map(found, texts[:4], chunksize=1)
            began = time.perf_counter()
            processes.map(found, texts, chunksize=1)
            return words / (time.perf_counter() - began)
    return words / (time.perf_counter() - began)


def peaks() -> dict[str, float]:
    """Operations per CPU second (a multiplication and an addition are two) of one large product, by kind of number."""
    import numpy as np
    import onnx
    from onnx import TensorProto, helper

    rows, inner, columns = PRODUCT
    rng = np.random.default_rng(1)
    cases = {
        "32-bit floats": ("MatMul", TensorProto.FLOAT, TensorProto.FLOAT, np.float32, np.float32),
        "8-bit integers": ("MatMulInteger", TensorProto.UINT8, TensorProto.INT32, np.uint8, np.int8),
    }
    out = {}
    for name, (op, left, result, a, b) in cases.items():
        fixed = onnx.numpy_helper.from_array(rng.integers(-100, 100, (inner, columns)).astype(b), "b")
        graph = helper.make_graph(
            [helper.make_node(op, ["a", "b"], ["y"])], "product",
            [helper.make_tensor_value_info("a", left, [rows, inner])],
            [helper.make_tensor_value_info("y", result, [rows, columns])], [fixed],
        )  # fmt: skip
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        model.ir_version = 9
        given = {"a": rng.integers(0, 100, (rows, inner)).astype(a)}
        out[name] = 2 * rows * inner * columns / best_time(session(model.SerializeToString()), given)
    return out


def session(model: Any) -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def best_time(running: Any, given: dict[str, Any], rounds: int = 40) -> float:
    """CPU seconds of the quickest run."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        running.run(None, given)
        times.append(time.process_time() - began)
    return min(times)


def encoder() -> tuple[float, float, float]:
    """Of one window: operations in products of weights, in attention, and CPU seconds."""
    import numpy as np
    import onnx
    from onnx import numpy_helper

    from onrecord import tagger

    path = tagger.MODEL / "tagger.onnx"
    n = tagger.WINDOW + 2
    given = {"ids": np.full(n, 2000, np.int64), "features": np.zeros((n, 3), np.int64)}
    seconds = best_time(session(str(path)), given)
    graph = onnx.load(str(path)).graph
    sizes = {w.name: numpy_helper.to_array(w).shape for w in graph.initializer}
    weights = [sizes[node.input[1]] for node in graph.node if node.op_type == "MatMulInteger"]
    products = sum(2 * n * inner * columns for inner, columns in weights)
    heads = sum(node.attribute[0].i for node in graph.node if node.op_type == "MultiHeadAttention")
    return products, heads * 2 * 2 * n * n * 32, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"))
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    if args.bench is None:
        sys.exit("give --bench FOLDER or set ONRECORD_BENCH: the folder with the bench data")
    if args.way:
        with (Path(args.bench) / "polnear-dev.jsonl").open(encoding="utf-8") as lines:
            texts = list({r["id"]: r["text"] for r in map(json.loads, lines)}.values())
        print(words_per_second(args.way, texts))
        return
    best = dict.fromkeys(WAYS, 0.0)
    for _ in range(args.rounds):
        for way in WAYS:
            best[way] = max(best[way], run(way, args.bench))
    together = [(WAYS[way], f"{speed:,.0f}", f"{speed / best['one']:.2f}") for way, speed in best.items()]
    reached = against_peak()
    for row in (*together, *reached):
        print(" | ".join(row))
    if args.save:
        keep(together, reached)


def run(way: str, bench: Path) -> float:
    command = [sys.executable, __file__, "--bench", str(bench), "--way", way]
    done = subprocess.run(command, env=os.environ | ONE_CORE, capture_output=True, text=True, check=True)
    return float(done.stdout)


def against_peak() -> list[tuple[str, ...]]:
    top = peaks()
    products, attention, seconds = encoder()
    # at best: the weights' products in integers, attention in floats, nothing else
    least = products / top["8-bit integers"] + attention / top["32-bit floats"]
    size = "×".join(map(str, PRODUCT))
    rows = [(f"one product of {name}, {size}", f"{ops / 1e9:,.0f}", "") for name, ops in top.items()]
    rate = (products + attention) / seconds / 1e9
    return [*rows, ("the encoder, a whole window", f"{rate:,.0f}", f"{100 * least / seconds:.0f}")]


def keep(together: list[tuple[str, ...]], reached: list[tuple[str, ...]]) -> None:
    from results import Table, save

    command = "python benchmarks/speed.py --save"
    note = "Tagging and finding over PolNeAR's dev part, by the wall clock, two cores; the best of several rounds."
    peak = (
        "Billions of operations per CPU second on one core. The last column: the time that the window's products would "
        "take at these peaks (weights in integers, attention in floats), in % of the time it takes."
    )
    save(
        "speed",
        [
            Table("Speed: threads and workers", command, ("words/s", "against one thread"), tuple(together), note),
            Table("Speed: against the machine's peak", command, ("Gop/s", "% of peak"), tuple(reached), peak),
        ],
    )


if __name__ == "__main__":
    main()
