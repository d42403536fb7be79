"""Take the least needed attention heads and inner neurons out of a trained tagger.

    python -m training.prune --checkpoint RUN/epoch[34567].pt --statements polnear-train.jsonl --cost 0.4 --out START.pt

A head's or neuron's weight in the loss is estimated by the diagonal of the Fisher information: the squared derivative
by a mask in front of it, summed over windows of the training data (Kwon et al., A Fast Post-Training Pruning Framework
for Transformers, NeurIPS 2022). Kept is what loses least within a share of the encoder's time.
"""

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor, nn
from training.checkpoints import averaged, pretrained
from training.corpus import by_text, read, statement_windows
from training.losses import loss_of
from training.network import HEAD, Network, Shape, shapes_of

# Time of one head and one neuron of a layer, in ms for a window of 320 pieces in int8 (onnxruntime, AMD Zen 4); what a
# layer takes beside these cannot be pruned.
HEAD_COST, NEURON_COST, LAYER_COST = 0.265, 0.00171, 0.45


class Masked:
    """Masks before each layer's `out` and `down`; their gradients tell what heads and neurons are worth."""

    def __init__(self, model: Network) -> None:
        self.masks: list[tuple[Tensor, Tensor]] = []
        for layer in model.encoder.layers:
            heads = torch.ones(layer.heads, requires_grad=True)
            neurons = torch.ones(layer.up.out_features, requires_grad=True)
            self.masks.append((heads, neurons))
            self.put(layer.out, heads, HEAD)
            self.put(layer.down, neurons, 1)

    @staticmethod
    def put(linear: nn.Linear, mask: Tensor, width: int) -> None:
        linear.register_forward_pre_hook(lambda _, x: (x[0] * mask.repeat_interleave(width).to(x[0].dtype),))


def importance(model: Network, statements: Path, windows: int) -> list[tuple[Tensor, Tensor]]:
    """Per layer the Fisher information of its heads and of its neurons."""
    tokenizer, rng = pretrained()[1], random.Random(5)  # noqa: S311
    masked = Masked(model)
    sums = [(torch.zeros_like(h), torch.zeros_like(n)) for h, n in masked.masks]
    records = [rng.choice(group) for group in by_text(read(statements))]
    found = [w for r in rng.sample(records, min(len(records), windows)) for w in statement_windows(r, tokenizer, rng)]
    for window in rng.sample(found, min(len(found), windows)):
        losses = loss_of(model, [window], "cpu", False)
        flat = [m for pair in masked.masks for m in pair]
        slopes = torch.autograd.grad(sum(losses.values()) * len(window), flat)
        for i, (heads, neurons) in enumerate(sums):
            heads += slopes[2 * i].detach() ** 2
            neurons += slopes[2 * i + 1].detach() ** 2
    return sums


def choose(weights: list[tuple[Tensor, Tensor]], share: float) -> list[tuple[list[int], list[int]]]:
    """The heads and neurons to keep in each layer; at least one head and 64 neurons. Neurons go by the 32."""
    heads = sorted(((w.item(), i, h) for i, (ws, _) in enumerate(weights) for h, w in enumerate(ws)), reverse=True)
    neurons = sorted(((w.item(), i, n) for i, (_, ws) in enumerate(weights) for n, w in enumerate(ws)), reverse=True)
    whole = len(heads) * HEAD_COST + len(neurons) * NEURON_COST + len(weights) * LAYER_COST
    budget = share * whole - len(weights) * LAYER_COST

    def kept(n: int) -> tuple[list, list]:
        return heads[:n], neurons[: max(0, int((budget - n * HEAD_COST) / NEURON_COST))]

    def lost(n: int) -> float:
        h, m = kept(n)
        return sum(w for w, *_ in heads[len(h) :]) + sum(w for w, *_ in neurons[len(m) :])

    best = min((n for n in range(len(weights), len(heads) + 1) if n * HEAD_COST <= budget), key=lost)
    h, m = kept(best)
    out = []
    for i, (all_heads, all_neurons) in enumerate(weights):
        own_heads = sorted(x for _, j, x in h if j == i) or [int(all_heads.argmax())]
        count = max(64, round(sum(j == i for _, j, _ in m) / 32) * 32)
        out.append((own_heads, sorted(all_neurons.argsort(descending=True)[:count].tolist())))
    return out


def cut(state: dict[str, Tensor], kept: list[tuple[list[int], list[int]]]) -> dict[str, Tensor]:
    """The network's tensors with the kept heads and neurons alone."""
    out = dict(state)
    for i, (heads, neurons) in enumerate(kept):
        name = f"encoder.layers.{i}."
        columns = torch.tensor([h * HEAD + k for h in heads for k in range(HEAD)])
        width = state[f"{name}out.weight"].shape[1]
        rows = torch.cat([columns + part * width for part in range(3)])
        for kind in ("weight", "bias"):
            out[f"{name}qkv.{kind}"] = state[f"{name}qkv.{kind}"][rows]
            out[f"{name}up.{kind}"] = state[f"{name}up.{kind}"][neurons]
        out[f"{name}out.weight"] = state[f"{name}out.weight"][:, columns]
        out[f"{name}down.weight"] = state[f"{name}down.weight"][:, neurons]
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="several are averaged")
    ap.add_argument("--statements", type=Path, required=True)
    ap.add_argument("--windows", type=int, default=400)
    ap.add_argument("--cost", type=float, nargs="+", default=[0.4], help="share of the encoder's time to keep")
    ap.add_argument("--out", type=Path, nargs="+", required=True)
    args = ap.parse_args()
    torch.set_num_threads(1)
    state = averaged(args.checkpoint)
    model = Network(shapes_of(state))
    model.load_state_dict(state)
    for parameter in model.eval().parameters():
        parameter.requires_grad_(False)
    weights = importance(model, args.statements, args.windows)
    for share, out in zip(args.cost, args.out, strict=True):
        small = cut(state, choose(weights, share))
        shapes: list[Shape] = shapes_of(small)
        torch.save({"average": small}, out)
        print(f"{out.name}: heads and neurons by layer {shapes}")


if __name__ == "__main__":
    main()
