"""Where a layout and a tagger speak of the same words: which of them is heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.speech.drafts import MOST, Draft, by_place, common, holds, size
from onrecord.speech.layouts import Turn

MOST_TURNS = 200  # looked at for each draft: a draft is at most a tagger's window, which holds fewer


def laid_out(drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """The drafts with those of the layout in place of the ones that say the same less well.

    A draft gives way when most of its content stands in the turn and neither its cue nor its source do: it is the turn
    itself. What is reported inside a turn stays. A turn gives way to a draft that holds most of it by a cue outside it.
    """
    if not turns:
        return drafts
    starts = [t.content[0].start for t in turns]
    kept: list[Draft] = []
    given_up: set[int] = set()
    for draft in drafts:
        at = bisect_right(starts, draft.end - 1) - 1
        if _transcript(draft, turns[: at + 1]):
            continue
        turn = turns[at] if at >= 0 else None
        shared = common(draft.content, turn.content) if turn else 0
        if turn is None or shared < MOST * size(draft.content):
            if draft.cue or not _inside_turns(draft, turns[: at + 1]):
                kept.append(draft)
            continue
        anchor = draft.cue or draft.source
        if anchor and holds([anchor[0]], turn.content[0].start, turn.content[-1].end):
            kept.append(draft)
        elif _knows_better(draft, turn) and shared >= MOST * size(turn.content):
            draft.turn = None if turn.yields else turn  # its words, but the layout's kind and medium
            kept.append(draft)
            given_up.add(at)
    held = [turn for at, turn in enumerate(turns) if at not in given_up]
    for draft in kept:
        if draft.cue and len(draft.content) > 1:
            _leave(draft, held)
    for turn in held:
        source = (turn.label,) if turn.label else ()
        kept.append(Draft(list(turn.content), turn.cue, source, turn=turn))
    kept.sort(key=by_place)
    return kept


def _knows_better(draft: Draft, turn: Turn) -> bool:
    """Whether a draft names the turn's speaker by a cue of its own, or another where the layout is a guess."""
    if not draft.cue or not draft.source:
        return False
    if turn.yields and draft.start >= turn.content[0].start:
        return True
    return turn.label is not None and common(draft.source, [turn.label]) > 0


def _inside_turns(draft: Draft, turns: Sequence[Turn]) -> bool:
    """Whether most of a draft without a cue stands in turns, those of several speakers together."""
    near = [t for t in turns[-8:] if t.content[-1].end > draft.start]
    return sum(common(draft.content, t.content) for t in near) >= MOST * size(draft.content)


def _transcript(draft: Draft, turns: Sequence[Turn]) -> bool:
    """Whether a draft is a transcript as a whole ("Partial transcript as follows: …"): several turns, mostly."""
    held = [t for t in turns[-MOST_TURNS:] if t.content[0].start >= draft.start and common(t.content, draft.content)]
    return len(held) > 1 and sum(common(t.content, draft.content) for t in held) >= MOST * size(draft.content)


def _leave(draft: Draft, turns: Sequence[Turn]) -> None:
    """Take from a draft the pieces that a turn gives to somebody else: the turn begins after the draft."""
    begun = [
        t
        for t in turns
        if t.content[0].start > draft.start and not holds(draft.cue, t.content[0].start, t.content[-1].end)
    ]
    draft.content = [s for s in draft.content if not any(common([s], t.content) for t in begun)] or draft.content
