"""Article layouts of `layouts.py`: each makes the marked text of a whole article. KINDS weighs them."""

import layouts_frames as frames
import layouts_layers as layers
from layouts_build import Article, first_upper
from layouts_turns import (
    Kind,
    bold,
    bullets,
    cast,
    dateline,
    interview,
    joined,
    letter,
    listing,
    story,
    transcript,
    tweets,
)


def agency(a: Article) -> str:
    """Dateline, one main speaker."""
    people = cast(a)
    parts = story(a, people, a.rng.randint(3, 8))
    if a.rng.random() < 0.5:
        who = people[0]
        k_text = a.fill(
            a.rng.choice(
                (
                    "met with {group} in {city}",
                    "talked to journalists {occasion}",
                    "visited {city} on {day}",
                    "held a news conference in {city}",
                    "answered questions from reporters",
                )
            ),
            who,
        )
        title = f"{who.role} {who.name}" if who.kind == "person" else who.head
        a.known.add(who.name or "")
        parts.insert(0, first_upper(f"{title} {k_text}." + (" " + a.silence() if a.rng.random() < 0.5 else "")))
    parts[0] = dateline(a) + parts[0]
    return joined(a, parts)


def release(a: Article) -> str:
    """A ministry press release: the body speaks, then its head."""
    body, head = a.body(), a.person()
    k = a.new(body)
    source, cue = a.ref(k, body, start=True), a.cue(k, ("announced", "informs", "reports", "said", "announces"))
    first = f"{source} {cue} ⟦q{k}|that {a.clause(body)}⟧."
    if a.rng.random() < 0.3:
        first = f"{a.silence()} {first}"
    parts = [first, *story(a, [head, body, head], a.rng.randint(2, 5))]
    if a.rng.random() < 0.5:
        parts.append(
            a.rng.choice(
                (
                    "For further information please contact the press office.",
                    "Press service",
                    "END",
                    "Notes to editors: the register is updated once a year.",
                    "- ENDS -",
                )
            )
        )
    return joined(a, parts)


def parliament(a: Article) -> str:
    """A report of a sitting: many speakers, short remarks, questions."""
    people = [a.person() for _ in range(a.rng.randint(3, 5))]
    parts = [a.silence()]
    for who in people:
        a.last = None
        parts.append(
            layers.some(
                a,
                who,
                (
                    frames.indirect,
                    frames.before,
                    frames.after,
                    frames.mixed,
                    frames.order,
                    frames.thought,
                    frames.questioned,
                    frames.carried,
                    layers.nested,
                    frames.tail,
                    frames.words_of,
                ),
            )
        )
        if a.rng.random() < 0.25:
            parts.append(a.silence())
    return joined(a, parts)


def press_conference(a: Article) -> str:
    """Questions and answers told as a story."""
    people = cast(a, 1, 2)
    only = (
        frames.asked,
        frames.questioned,
        frames.before,
        frames.after,
        frames.carried,
        frames.split,
        frames.words_of,
        layers.paragraphs,
        frames.decoy,
    )
    parts = [f"{dateline(a)}{a.silence()}", *story(a, people, a.rng.randint(3, 7), only)]
    return joined(a, parts)


def trial(a: Article) -> str:
    """A court or feature story: several speakers, testimony, refusals, orders."""
    people = [a.person() for _ in range(3)] + [a.unnamed()]
    only = (
        frames.indirect,
        frames.after,
        layers.nested,
        frames.refusal,
        frames.order,
        frames.tail,
        frames.mixed,
        frames.carried,
        frames.quiet,
        layers.participle,
        layers.noun,
        layers.joint,
    )
    return joined(a, story(a, people, a.rng.randint(4, 8), only))


def traps(a: Article) -> str:
    """Marks that quote nobody, among a few real statements."""
    who = a.person()
    parts = [a.decoy() if a.rng.random() < 0.6 else layers.some(a, who) for _ in range(a.rng.randint(4, 8))]
    return joined(a, [parts[0] + " " + a.silence(), *parts[1:]])


def silent(a: Article) -> str:
    """No statement at all."""
    parts = [
        " ".join(a.decoy() if a.rng.random() < 0.35 else a.silence() for _ in range(a.rng.randint(1, 3)))
        for _ in range(a.rng.randint(3, 6))
    ]
    parts[0] = dateline(a) + parts[0]
    return joined(a, parts)


def feature(a: Article) -> str:
    """Everything, many speakers."""
    return joined(a, story(a, cast(a, 2, 4), a.rng.randint(4, 9)))


KINDS: tuple[tuple[Kind, int], ...] = (
    (agency, 30),
    (release, 10),
    (parliament, 8),
    (interview, 9),
    (bold, 4),
    (transcript, 9),
    (letter, 7),
    (listing, 6),
    (tweets, 4),
    (bullets, 4),
    (press_conference, 8),
    (trial, 6),
    (traps, 5),
    (silent, 5),
    (feature, 10),
)
