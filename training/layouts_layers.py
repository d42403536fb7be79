"""Harder sentence frames of `layouts.py`: several layers, shared sources, documents; and the table of all frames."""

import re

import layouts_words as words
from layouts_build import Article, Speaker, first_upper
from layouts_frames import (
    Frame,
    after,
    asked,
    bare,
    before,
    carried,
    decoy,
    indirect,
    inside,
    mixed,
    order,
    questioned,
    quiet,
    refusal,
    speech,
    split,
    tail,
    that,
    thought,
    words_of,
)

# a clause cut before its verb
VERB = re.compile(r"((?:\S+ ){0,7}\S+) ((?:will|has|have|is|are|must|should|was|were|had|can|does|would) .+)")


def nested(a: Article, who: Speaker) -> str:
    """A report inside another's content: a child statement."""
    k = a.new(who)
    other = a.rng.choice((a.person, a.person, a.body, a.unnamed))()
    source = a.ref(k, who, start=True)
    j = a.new(other, parent=k)
    child = a.ref(j, other, plain=True)
    a.last = who
    form = a.rng.random()
    if form < 0.4:
        cue = a.cue(
            j, ("had said", "has repeatedly said", "promised| last year", "had assured| the committee", "warned")
        )
        inner = f"{child} {cue} ⟦q{j}|that {a.clause(other)}⟧"
        return f"{source} {a.cue(k, ('said', 'recalled', 'noted', 'claimed', 'told| {audience}'))} ⟦q{k}|that {inner}⟧."
    if form < 0.6:
        cue = a.cue(j, ("had ordered", "had asked", "has invited", "urged", "had told"))
        inner = f"{child} {cue} ⟦q{j}|{a.fill('{group} to {vp}')}⟧"
        return f"{source} {a.cue(k, ('said', 'recalled', 'noted', 'remarked'))} ⟦q{k}|{that(a)}{inner}⟧."
    quote = " ".join(a.sentences(other, 1))
    cue = a.cue(j, ("told| me", "said", "used to say", "wrote| to us", "said| to me"))
    text = first_upper(f"{child} {cue}: ⟦q{j}|{a.inner(quote)}⟧")
    rest = " ".join(a.sentences(who, 1))
    if form < 0.8:
        return f"{a.quoted(k, f'{text} {rest}', ',')} {a.ref(k, who)} {a.cue(k, ('said', 'recalled', 'added'))}."
    return f"{source} {a.cue(k, ('said', 'recalled', 'went on'))}: ⟦q{k}|{a.open}{rest} {text}{a.close}⟧"


def relative(a: Article, who: Speaker) -> str:
    """X, who said …, will …"""
    k = a.new(who)
    if who.kind != "person":
        return indirect(a, who)
    name = who.name or who.head
    a.known.add(name)
    a.last = who
    return (
        f"{name}, ⟦s{k}|who⟧ {a.cue(k, ('said', 'had said', 'has argued', 'believes', 'insists', 'had warned'))} "
        f"⟦q{k}|{that(a, 0.7)}{a.clause(who)}⟧, "
        + a.fill(
            a.rng.choice(("will visit {city} on {day}.", "left {city} on {day}.", "has held the post since {year}."))
        )
    )


def participle(a: Article, who: Speaker) -> str:
    """X left early, saying …"""
    k = a.new(who)
    act = a.fill(
        a.rng.choice(
            (
                "left the meeting early",
                "signed the papers on {day}",
                "opened the session",
                "returned to {city} on {day}",
                "shook hands with the guests",
                "walked out of the hall",
                "thumped the table",
            )
        )
    )
    a.last = None
    source = a.ref(k, who, start=True, plain=True)
    if a.rng.random() < 0.5:
        return f"{source} {act}, {a.cue(k, words.PARTICIPLES)} ⟦q{k}|{that(a)}{a.clause(who)}⟧."
    return f"{source} {act}, {a.cue(k, words.PARTICIPLES)}: {a.quoted(k, speech(a, who, 1, 2), '.')}"


def paragraphs(a: Article, who: Speaker) -> str:
    """A quotation over several paragraphs: an opening mark each, a closing one at the end."""
    k = a.new(who)
    parts = [speech(a, who, 2, 3) for _ in range(a.rng.randint(2, 3))]
    closed = a.rng.random() < 0.12  # some outlets close every paragraph
    spans = [f"⟦q{k}|{a.open}{p}{a.close if closed or p is parts[-1] else ''}⟧" for p in parts]
    lead = f"{a.ref(k, who, start=True)} {a.cue(k, words.SAID_COLON)}:"
    if a.rng.random() < 0.3:
        head, spans = a.quoted(k, speech(a, who, 1, 1), ","), spans
        first = f"{head} {a.ref(k, who)} {a.cue(k, words.SAID, who)}. {spans[0]}"
    else:
        first = f"{lead}{a.rng.choice((' ', ' ', chr(10) * 2))}{spans[0]}"
    return "\n\n".join([first, *spans[1:]])


def noun(a: Article, who: Speaker) -> str:
    """X's claim that …; the statement said"""
    k = a.new(who)
    if who.kind == "person":
        owner = who.surname
        a.last = who
        a.known.add(who.name or "")
        return f"⟦s{k}|{owner}{a.apostrophe}s⟧ {a.cue(k, words.NOUNS)} ⟦q{k}|that {a.clause(who)}⟧ " + a.rng.choice(
            ("caused surprise.", "was widely discussed.", "made headlines.", "surprised nobody.")
        )
    source, cue = a.ref(k, who, start=True), a.cue(k, ("says", "reads", "said", "warns"))
    return f"{source} {cue}: {a.quoted(k, speech(a, who, 1, 2), '.')}"


def joint(a: Article, who: Speaker) -> str:
    """Two speakers, one statement."""
    other = a.person()
    if who.kind != "person":
        return indirect(a, who)
    both = Speaker("person", f"{who.name}; {other.name}", "", None, None)
    k = a.new(both)
    a.known.update((who.name or "", other.name or ""))
    a.last = None
    text = a.rng.choice(
        (f"⟦s{k}|{who.role} {who.name} and {other.role} {other.name}⟧", f"⟦s{k}|{who.name} and {other.name}⟧")
    )
    text = first_upper(text)
    form = a.rng.random()
    if form < 0.5:
        return f"{text} {a.cue(k, ('said', 'agreed', 'stressed', 'announced'))} ⟦q{k}|that {a.clause(who)}⟧."
    cue = a.cue(k, ("said| in a joint statement", "wrote", "declared"))
    return f"{text} {cue}: {a.quoted(k, speech(a, who, 1, 2), '.')}"


def parenthesis(a: Article, who: Speaker) -> str:
    """The bridge, X said, will be closed: an indirect content in two pieces."""
    text = a.clause(who)
    parts = VERB.match(text)
    if not parts:
        return tail(a, who)
    k = a.new(who)
    source = a.ref(k, who, plain=True)
    start = first_upper(f"⟦q{k}|{parts.group(1)}⟧")
    return f"{start}, {source} {a.cue(k, words.SAID_TAIL)}, ⟦q{k}|{parts.group(2)}⟧."


def double(a: Article, who: Speaker) -> str:
    """X defended the law, saying that …; X said that … and warned that …: two statements of one source."""
    j, k = a.new(who), a.new(who)
    source = a.ref(j, who, start=True, plain=True)
    shared = source.replace(f"⟦s{j}|", f"⟦s{k}|⟦s{j}|", 1).replace("⟧", "⟧⟧", 1)
    if a.rng.random() < 0.5:
        lead = f"{a.cue(j, words.THOUGHTS_NP)} ⟦q{j}|{a.fill('{np}')}⟧"
        return f"{shared} {lead}, {a.cue(k, words.PARTICIPLES)} ⟦q{k}|{that(a)}{a.clause(who)}⟧."
    lead = f"{a.cue(j, ('said', 'noted', 'explained', 'stated'))} ⟦q{j}|that {a.clause(who)}⟧"
    second = a.cue(k, ("warned", "promised", "added", "expressed confidence", "stressed"))
    return f"{shared} {lead} and {second} ⟦q{k}|that {a.clause(who)}⟧."


def quoted_as(a: Article, who: Speaker) -> str:
    """X was quoted by Y as saying: who printed it is no speaker."""
    k = a.new(who)
    source = a.ref(k, who, start=True)
    by = a.fill(a.rng.choice(("", " by {agency}", " by {outlet}")))
    cue = f"⟦c{k}|was quoted⟧{by} ⟦c{k}|as saying⟧" if by else f"⟦c{k}|was quoted as saying⟧"
    if who.many:
        cue = cue.replace("was quoted", "were quoted")
    if a.rng.random() < 0.6:
        return f"{source} {cue}{a.rng.choice((':', ','))} {a.quoted(k, speech(a, who, 1, 3), '.')}"
    return f"{source} {cue} ⟦q{k}|that {a.clause(who)}⟧."


def reported(a: Article, who: Speaker) -> str:
    """X said …, the newspaper Y reported: the report is how it reached the page, no statement of its own."""
    k = a.new(who)
    source, cue = a.ref(k, who, start=True), a.cue(k, ("said", "confirmed", "plans", "explained", "noted"))
    if "plan" in cue:
        return (
            f"{source} {cue} ⟦q{k}|to {a.rng.choice(('resign', 'retire', 'run again', 'go to court'))}⟧{always_via(a)}."
        )
    return f"{source} {cue} ⟦q{k}|that {a.clause(who)}⟧{always_via(a)}."


def always_via(a: Article) -> str:
    return a.fill(a.rng.choice((*words.VIAS[:2], *words.VIAS[3:], ", {outlet} reported", ", {outlet} wrote on {day}")))


def document(a: Article, who: Speaker) -> str:
    """…, the report says."""
    body = who if who.kind == "organisation" else a.body()
    k = a.new(body)
    a.last = None
    head = a.rng.choice(
        ("the report", "the document", "the study", "the communiqué", "the minutes", "the draft", "the letter")
    )
    cue = a.cue(k, ("says", "notes", "concludes", "states", "found", "warns"))
    cue = cue.replace("s⟧", "⟧") if head == "the minutes" else cue
    form = a.rng.random()
    if form < 0.4:
        return first_upper(f"⟦q{k}|{a.clause(body)}⟧") + f", ⟦s{k}|{head}⟧ {cue}."
    if form < 0.7:
        return f"⟦s{k}|{first_upper(head)}⟧ {cue} ⟦q{k}|that {a.clause(body)}⟧."
    return f"{a.quoted(k, ' '.join(a.sentences(body, 1)), ',')} ⟦s{k}|{head}⟧ {cue}."


def described(a: Article, who: Speaker) -> str:
    """X described the plan as “…”"""
    k = a.new(who)
    marks = f"{a.open}{a.rng.choice(words.BITES)}{a.close}"
    cue = a.cue(k, ("described", "dismissed", "denounced", "defended", "praised", "criticised"))
    return f"{a.ref(k, who, start=True)} {cue} ⟦q{k}|{a.fill('{np}')} as {marks}⟧."


FRAMES: tuple[tuple[Frame, int], ...] = (
    (before, 16),
    (after, 13),
    (split, 5),
    (inside, 3),
    (words_of, 9),
    (indirect, 14),
    (tail, 8),
    (carried, 12),
    (mixed, 6),
    (asked, 7),
    (questioned, 4),
    (thought, 6),
    (refusal, 2),
    (order, 4),
    (nested, 7),
    (relative, 2),
    (participle, 2),
    (paragraphs, 3),
    (noun, 2),
    (joint, 2),
    (bare, 3),
    (parenthesis, 3),
    (double, 3),
    (quoted_as, 2),
    (reported, 2),
    (document, 3),
    (described, 2),
    (quiet, 8),
    (decoy, 8),
)


def some(a: Article, who: Speaker, only: tuple[Frame, ...] = ()) -> str:
    frames = [f for f in FRAMES if not only or f[0] in only]
    return a.rng.choices([f for f, _ in frames], [w for _, w in frames])[0](a, who)
