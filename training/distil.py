"""A trained tagger as teacher of a smaller one: its scores and what it reads them from, beside the gold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn import functional as F
from training.network import Network, shapes_of

if TYPE_CHECKING:
    from training.corpus import Window

Inputs = tuple[Tensor, Tensor, Tensor | None]  # ids, features, mask
HIDDEN_WEIGHT, TAG_WEIGHT, NAME_WEIGHT = 1.0, 10.0, 1.5


class Teacher:
    """Gives the losses against the teacher. With `keep`, what it said of a batch is kept by `key` in 16-bit floats."""

    def __init__(self, state: dict[str, Tensor], device: str, *, keep: bool = False) -> None:
        self.model = Network(shapes_of(state), 0.0)
        self.model.load_state_dict(state)
        self.model.to(device).eval()
        self.device, self.keep = device, keep
        self.key: Any = None
        self.kept: dict[Any, Tensor] = {}

    @torch.no_grad()
    def hidden(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        if self.key in self.kept:
            return self.kept[self.key].to(self.device).float()
        with torch.autocast(self.device, torch.bfloat16):
            found = self.model.encoder(ids, features, mask).float()
        if self.keep:
            self.kept[self.key] = found.to("cpu", torch.float16)
        return found

    def loss(
        self, batch: list[Window], inputs: Inputs, tags: Tensor, names: Tensor, hidden: Tensor
    ) -> dict[str, Tensor]:
        """Of the pupil's tags (levels, batch, n, tags), names (batch, n, names) and hidden (batch, n, width)."""
        taught = self.hidden(*inputs)
        with torch.no_grad():
            right_tags, right_names, _ = self.model.heads(taught)
        there = torch.zeros(taught.shape[:2], dtype=torch.bool)
        for i, window in enumerate(batch):
            there[i, 1 : len(window) + 1] = True
        there = there.to(taught.device)
        apart = (hidden.float() - taught)[there].square().mean() / taught[there].var()
        levels = zip(tags, right_tags, strict=True)
        return {
            "hidden": HIDDEN_WEIGHT * apart,
            "taught tags": TAG_WEIGHT * sum(divergence(own[there], right[there]) for own, right in levels),
            "taught names": NAME_WEIGHT * divergence(names[there], right_names[there]),
        }


def divergence(own: Tensor, right: Tensor) -> Tensor:
    """Kullback-Leibler divergence of two tables of scores, mean over their rows."""
    return F.kl_div(F.log_softmax(own, -1), F.log_softmax(right, -1), reduction="batchmean", log_target=True)
