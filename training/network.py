"""The network: a BERT encoder that also sees case, spaces and quotations, tag sequences with CRFs, and a link head."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.tagger.links import LEVELS, NAME_TAGS, PAIR_SIZES, SEARCHES, TAGS, allowed
from onrecord.tagger.pieces import SIZES

HIDDEN, HEADS, INNER = 384, 12, 1536
HEAD = HIDDEN // HEADS
Shape = tuple[int, int]  # heads and inner width of a layer
VOCABULARY, POSITIONS = 30522, 512
SPAN, PAIR = 128, 64  # widths of a piece's and of a span's vector in the link head
NEVER = -1e4


class Layer(nn.Module):
    def __init__(self, dropout: float, shape: Shape) -> None:
        super().__init__()
        self.heads, inner = shape
        self.qkv = nn.Linear(HIDDEN, 3 * HEAD * self.heads)
        self.out = nn.Linear(HEAD * self.heads, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, inner)
        self.down = nn.Linear(inner, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, n, _ = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        # no dropout on attention: on a CPU it halves the speed of the whole step
        # (attending to neighbouring blocks of 64 alone was tried: 7 % faster in onnxruntime, no faster to train)
        a = F.scaled_dot_product_attention(q, k, v, mask)
        a = a.transpose(1, 2).reshape(batch, n, self.heads * HEAD)
        x = self.norm1(x + self.dropout(self.out(a)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, dropout: float, shapes: Sequence[Shape]) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, shape) for shape in shapes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def shapes_of(state: Mapping[str, Any]) -> list[Shape]:
    """The layers' shapes in a network's tensors, torch's or numpy's."""
    shapes = []
    while (name := f"encoder.layers.{len(shapes)}") + ".up.weight" in state:
        shapes.append((state[f"{name}.out.weight"].shape[1] // HEAD, state[f"{name}.up.weight"].shape[0]))
    return shapes


def load_pretrained(encoder: Encoder, state: dict[str, Tensor]) -> None:
    """Fill the encoder from a Hugging Face BERT's tensors of the same shape."""
    state = {k.removeprefix("bert."): v for k, v in state.items()}
    own = {
        "word.weight": state["embeddings.word_embeddings.weight"],
        "position.weight": state["embeddings.position_embeddings.weight"]
        + state["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    pairs = (
        ("out", "attention.output.dense"),
        ("norm1", "attention.output.LayerNorm"),
        ("up", "intermediate.dense"),
        ("down", "output.dense"),
        ("norm2", "output.LayerNorm"),
    )
    for i in range(len(encoder.layers)):  # the lowest, if there are fewer
        theirs = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            parts = [state[f"{theirs}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            own |= {f"layers.{i}.{a}.{kind}": state[f"{theirs}{b}.{kind}"] for a, b in pairs}
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or any(not name.startswith("features.") for name in missing):
        raise ValueError(f"the checkpoint does not fit: missing {missing}, unexpected {unexpected}")


class Chain(nn.Module):
    """CRFs over the tag levels, computed side by side. Tags that may not follow one another never do."""

    def __init__(self) -> None:
        super().__init__()
        k = len(TAGS)
        self.transitions = nn.Parameter(torch.zeros(LEVELS, k, k))
        self.first = nn.Parameter(torch.zeros(LEVELS, k))
        may = torch.from_numpy(allowed(TAGS))
        self.register_buffer("barred", torch.where(may, 0.0, NEVER))
        self.register_buffer("barred_first", torch.tensor([NEVER if t.startswith("I-") else 0.0 for t in TAGS]))

    def log_sum(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Log of the summed weights of all paths. emissions: (levels, batch, n, tags)."""
        transitions = (self.transitions + self.barred)[:, None]
        first = (self.first + self.barred_first)[:, None]
        steps = emissions.unbind(2)
        alpha = first + steps[0]
        keep = [(lengths > t)[None, :, None] for t in range(len(steps))]
        shortest = int(lengths.min())
        for t in range(1, len(steps)):
            new = torch.logsumexp(alpha[..., None] + transitions, -2) + steps[t]
            alpha = new if t < shortest else torch.where(keep[t], new, alpha)
        return torch.logsumexp(alpha, -1)

    def loss(self, emissions: Tensor, allowed_tags: Tensor, lengths: Tensor) -> Tensor:
        """-log P(a path through the allowed tags), summed over levels and batch."""
        both = torch.cat([emissions, emissions + torch.where(allowed_tags, 0.0, NEVER)], 1)
        everything, right = self.log_sum(both, torch.cat([lengths, lengths])).chunk(2, 1)
        return (everything - right).sum()


class Links(nn.Module):
    """For each seeker a softmax over the spans it may belong to, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Linear(HIDDEN, SPAN)
        self.body = nn.ModuleList(nn.Linear(3 * SPAN, SPAN) for _ in range(3))  # by role
        self.seek = nn.ModuleList(nn.Linear(SPAN, PAIR) for _ in SEARCHES)
        self.found = nn.ModuleList(nn.Linear(SPAN, PAIR) for _ in SEARCHES)
        total = sum(PAIR_SIZES)
        self.by_seeker = nn.Parameter(torch.zeros(len(SEARCHES), total, PAIR))
        self.by_sought = nn.Parameter(torch.zeros(len(SEARCHES), total, PAIR))
        self.bias = nn.Parameter(torch.zeros(len(SEARCHES), total))
        self.none = nn.ModuleList(nn.Linear(PAIR, 1) for _ in SEARCHES)
        self.offsets = np.cumsum([0, *PAIR_SIZES[:-1]])

    def vectors(self, role: int, pieces: Tensor, sums: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """One vector a span, from its first and last piece and the mean. pieces: (n, SPAN), sums: (n + 1, SPAN)."""
        mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
        return F.relu(self.body[role](torch.cat([pieces[starts], pieces[ends - 1], mean], -1)))

    def scores(self, search: int, seekers: Tensor, sought: Tensor, features: Tensor) -> Tensor:
        """(seekers, sought + 1): the last column is none. features: pair features, (seekers, sought, 6)."""
        q, k = self.seek[search](seekers), self.found[search](sought)
        none = self.none[search](q)
        if not len(k):
            return none
        at = features + torch.from_numpy(self.offsets).to(features.device)
        score = q @ k.T / PAIR**0.5
        by_q = q @ self.by_seeker[search].T
        by_k = k @ self.by_sought[search].T
        n, m, f = at.shape
        score = score + by_q.gather(1, at.reshape(n, m * f)).view(n, m, f).sum(-1)
        turned = at.transpose(0, 1).reshape(m, n * f)
        score = score + by_k.gather(1, turned).view(m, n, f).sum(-1).T
        return torch.cat([score + self.bias[search][at].sum(-1), none], 1)


class Network(nn.Module):
    def __init__(self, shapes: Sequence[Shape] = ((HEADS, INNER),) * 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, shapes)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(HIDDEN, LEVELS * len(TAGS))
        self.names = nn.Linear(HIDDEN, len(NAME_TAGS))
        self.chain = Chain()
        self.links = Links()

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tag scores (levels, batch, n, tags), name scores (batch, n, name tags), link vectors (batch, n, SPAN), and
        what they are read from (batch, n, HIDDEN)."""
        x = self.encoder(ids, features, mask)
        tags, names, vectors = self.heads(self.dropout(x))
        return tags, names, vectors, x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tags = self.tags(x).float()
        tags = tags.view(*tags.shape[:2], LEVELS, len(TAGS)).permute(2, 0, 1, 3)
        return tags, self.names(x).float(), self.links.piece(x).float()
