"""Write a checkpoint as the files that the package carries: tagger.onnx (int8), links.onnx, head.npz, tokenizer.json.

python -m training.export --checkpoint RUN/epoch[34567].pt --out src/onrecord/data/model [--float]
"""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from training.checkpoints import averaged, pretrained
from training.graph import build, build_links

HEAD = ("chain.transitions", "chain.first")


def export(state: dict[str, np.ndarray], out: Path, *, int8: bool = True) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        onnx.save(build(state), whole)
        if int8:
            quantize_dynamic(
                whole,
                out / "tagger.onnx",
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )
        else:
            shutil.copy(whole, out / "tagger.onnx")
    onnx.save(build_links(state), out / "links.onnx")
    np.savez_compressed(out / "head.npz", **{k: state[k] for k in HEAD})
    pretrained()[1].save(str(out / "tokenizer.json"), pretty=False)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="several are averaged")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--float", action="store_true", help="leave it in 32-bit floats")
    args = ap.parse_args()
    export({k: v.numpy() for k, v in averaged(args.checkpoint).items()}, args.out, int8=not args.float)
    for path in sorted(args.out.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
