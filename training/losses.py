"""What a network is taught by: the losses of a batch against the annotation and, if there is one, a teacher."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from training.corpus import CLS, SEP, Window
from training.distil import Teacher
from training.network import Network

from onrecord.tagger.chain import best_path
from onrecord.tagger.links import LEVELS, ROLES, SEARCHES, TAGS, Spans, pair_features, runs, spans_of

TAG_WEIGHT, LINK_WEIGHT, NAME_WEIGHT = 10.0, 1.0, 1.5
GOLD_BESIDE_TEACHER = 0.5
LINK_BY_SEARCH = (1.0, 1.0, 0.5)


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


def loss_of(
    model: Network, batch: list[Window], device: str, on_predicted: bool, teacher: Teacher | None = None
) -> dict[str, Tensor]:
    ids, features, mask, lengths = tensors(batch, device)
    with torch.autocast(device, torch.bfloat16):
        tags, names, vectors, hidden = model(ids, features, mask)
    out = gold_loss(model, batch, (tags[:, :, 1:-1], names[:, 1:-1], vectors[:, 1:-1]), lengths, on_predicted)
    if teacher is None:
        return out
    out = {name: GOLD_BESIDE_TEACHER * loss for name, loss in out.items()}
    return out | teacher.loss(batch, (ids, features, mask), tags, names, hidden)


def gold_loss(
    model: Network,
    batch: list[Window],
    scores: tuple[Tensor, Tensor, Tensor],
    lengths: Tensor,
    on_predicted: bool,
) -> dict[str, Tensor]:
    """scores: without [CLS]; the end is padding."""
    tags, names, vectors = scores
    device = tags.device
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
