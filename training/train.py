"""Train the tagger: tags, links and names in one encoder.

    python -m training.train --statements polnear-train.jsonl --names names.jsonl --out RUN [--extra FOLDER]

Writes RUN/last.pt every --save steps and goes on from it when started again. Files in --extra are read anew at each
epoch, so that data can be added to a run. Uses a GPU if there is one.
"""

import argparse
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from training.checkpoints import averaged, pretrained, save
from training.corpus import Window, batches, by_text, name_windows, read, statement_windows
from training.distil import Teacher
from training.losses import loss_of
from training.network import HEADS, INNER, Network, load_pretrained, shapes_of

TOKENS = 2048  # pieces a step
EMA = 0.998


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
    ap.add_argument("--start", type=Path, help="a checkpoint to begin with, instead of MiniLM: of any layer shapes")
    ap.add_argument("--teacher", type=Path, nargs="+", help="checkpoints, averaged, to learn from beside the gold")
    ap.add_argument("--round", type=int, default=0, help="epochs after which the same windows come again; 0: never")
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--save", type=int, default=100, help="steps between checkpoints")
    ap.add_argument("--stop-at", type=int, default=0, help="end after so many steps (for measuring)")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    Run(args).whole()


class Run:
    """A network in training, its optimizer, the running mean of its weights, and how far it has come."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        weights, self.tokenizer = pretrained()
        self.model = begun(args, weights).to(self.device).train()
        self.teacher = Teacher(averaged(args.teacher), self.device, keep=bool(args.round)) if args.teacher else None
        rates = groups(self.model, args.lr, args.head_lr, args.layer_decay)
        self.optimizer = torch.optim.AdamW(rates, betas=(0.9, 0.98), fused=True)
        self.average = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.state = {"epoch": 0, "step_in_epoch": 0, "step": 0}
        self.last: Path = args.out / "last.pt"
        args.out.mkdir(parents=True, exist_ok=True)
        if self.last.exists():
            saved = torch.load(self.last, map_location=self.device, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.average, self.state = saved["average"], saved["state"]
        self.log = Log()

    def whole(self) -> None:
        """Train until --epochs or --stop-at; with a share of an epoch in --epochs, until that share of the last."""
        while self.state["epoch"] < self.args.epochs and self.epoch():
            self.state["epoch"], self.state["step_in_epoch"] = self.state["epoch"] + 1, 0
            self.save()
            torch.save({"average": self.average}, self.args.out / f"epoch{self.state['epoch']}.pt")
        self.save()

    def epoch(self) -> bool:
        """The rest of an epoch; False if training ended within it."""
        args, epoch = self.args, self.state["epoch"]
        drawn = epoch % args.round if args.round else epoch
        todo = epoch_batches(args, self.tokenizer, drawn)
        order = list(range(len(todo)))
        random.Random(epoch).shuffle(order)  # noqa: S311
        rng = random.Random(args.seed * 7919 + epoch)  # noqa: S311
        for at in range(self.state["step_in_epoch"], len(todo)):
            progress = (epoch + at / len(todo)) / args.epochs
            if progress >= 1 or (args.stop_at and self.state["step"] >= args.stop_at):
                return False
            if self.teacher:
                self.teacher.key = drawn, order[at]
            self.step(todo[order[at]], progress, progress > args.predicted_from and rng.random() < 0.5)
            self.state["step_in_epoch"] = at + 1
            self.log.line(epoch + at / len(todo), self.state["step"])
            if self.state["step"] % args.save == 0:
                self.save()
        return True

    def step(self, batch: list[Window], progress: float, on_predicted: bool) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * rate_at(progress)
        losses = loss_of(self.model, batch, self.device, on_predicted, self.teacher)
        self.optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        self.state["step"] += 1
        keep = min(EMA, self.state["step"] / (self.state["step"] + 20))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                mean = self.average[name]
                mean.lerp_(value, 1 - keep) if value.is_floating_point() else mean.copy_(value)
        self.log.add(sum(map(len, batch)), losses)

    def save(self) -> None:
        save(self.last, self.model, self.optimizer, self.average, self.state)


def begun(args: argparse.Namespace, weights: dict[str, Tensor]) -> Network:
    """The network to train: a checkpoint's, or MiniLM's encoder with new heads."""
    if args.start:
        begin = averaged([args.start])
        model = Network(shapes_of(begin), args.dropout)
        model.load_state_dict(begin)
    else:
        model = Network(((HEADS, INNER),) * args.layers, args.dropout)
        load_pretrained(model.encoder, weights)
    return model


class Log:
    """Every 20 steps a line: the losses, smoothed, and how many pieces a second."""

    def __init__(self) -> None:
        self.began, self.seen = time.time(), 0
        self.shown: dict[str, float] = {}

    def add(self, pieces: int, losses: dict[str, Tensor]) -> None:
        self.seen += pieces
        for name, value in losses.items():
            self.shown[name] = 0.97 * self.shown.get(name, value.item()) + 0.03 * value.item()

    def line(self, epoch: float, step: int) -> None:
        if step % 20 == 0:
            text = " ".join(f"{k} {v:.3f}" for k, v in sorted(self.shown.items()))
            rate = self.seen / (time.time() - self.began)
            print(f"{time.strftime('%H:%M:%S')} epoch {epoch:.2f} step {step} {text} {rate:.0f} pieces/s", flush=True)


if __name__ == "__main__":
    main()
