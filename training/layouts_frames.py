"""Sentence frames of `layouts.py`: each turns words of a speaker into a marked paragraph or part of one.

A frame takes the article and the speaker and gives marked text that ends a sentence. FRAMES weighs them.
"""

from collections.abc import Callable

import layouts_words as words
from layouts_build import Article, Speaker, first_upper

Frame = Callable[[Article, Speaker], str]


def speech(a: Article, who: Speaker, low: int = 1, high: int = 4) -> str:
    return " ".join(a.sentences(who, a.rng.randint(low, high)))


def that(a: Article, chance: float = 0.5) -> str:
    return "that " if a.rng.random() < chance else ""


def where(a: Article, who: Speaker, chance: float = 0.3) -> str:
    return " " + a.fill(a.rng.choice(words.OCCASIONS), who) if a.rng.random() < chance else ""


def bare(a: Article, who: Speaker) -> str:
    """A narrative sentence, then a quotation with neither cue nor source."""
    if a.last is not who:
        return indirect(a, who)
    k = a.new(who)
    return f"{a.silence()} {a.quoted(k, speech(a, who, 1, 3), '.')}"


def before(a: Article, who: Speaker) -> str:
    """X said: “…”"""
    k = a.new(who)
    lead = ""
    if a.rng.random() < 0.2:
        lead = a.rng.choice(("", "Speaking ")) + a.fill(a.rng.choice(words.OCCASIONS), who) + ", "
    source = a.ref(k, who, start=not lead)
    link = a.rng.choice((":", ":", ":", ":", ","))
    cue = a.cue(k, words.SAID_COLON)
    return f"{first_upper(lead)}{source} {cue}{where(a, who, 0.15)}{link} {a.quoted(k, speech(a, who), '.')}"


def after(a: Article, who: Speaker) -> str:
    """“…,” X said."""
    k = a.new(who)
    text = a.quoted(k, speech(a, who), ",")
    dash = " –" if a.dash else ""
    if a.rng.random() < 0.25 and a.last is not who:
        cue = a.cue(k, ("said", "says", "explained", "asked" if "?" in text else "noted"))
        return f"{text}{dash} {cue} {a.ref(k, who, plain=True, subject=False)}."
    return f"{text}{dash} {a.ref(k, who)} {a.cue(k, words.SAID, who)}{where(a, who, 0.2)}."


def split(a: Article, who: Speaker) -> str:
    """“A,” he said. “B” - one statement, two spans"""
    k = a.new(who)
    first = a.quoted(k, speech(a, who, 1, 2), ",")
    second = a.quoted(k, speech(a, who, 1, 3), ".")
    return f"{first} {a.ref(k, who)} {a.cue(k, words.SAID, who)}. {second}"


def inside(a: Article, who: Speaker) -> str:
    """“We will,” he said, “go on.”"""
    k = a.new(who)
    lead = a.rng.choice(
        (
            "As I said",
            "In this situation",
            "Of course",
            "Frankly",
            "You see",
            "First of all",
            "At the moment",
            "To be clear",
            "After all these years",
            "Believe me",
            "No",
            "If you ask me",
        )
    )
    rest = " ".join(a.sentences(who, 1))
    rest = rest if rest.startswith("I ") else rest[0].lower() + rest[1:]
    return f"{a.quoted(k, lead, ',')} {a.ref(k, who)} {a.cue(k, words.SAID, who)}, {a.quoted(k, rest, '.')}"


def words_of(a: Article, who: Speaker) -> str:
    """In his words, …: “…”; According to X, …"""
    k = a.new(who)
    lead = a.rng.choice(words.IN_WORDS)
    if who is not a.last or who.kind != "person":
        lead = a.rng.choice(
            ("According to {S}", "According to {S}", "In the words of {S}", "As {S} put it", "In the opinion of {S}")
        )
    marked = ""
    if "{S}" in lead:
        cue, _, tail = lead.partition(" {S}")
        source = a.ref(k, who, subject=False, plain=True)
        marked = f"⟦c{k}|{cue}⟧ {source}" + (f" ⟦c{k}|{tail.strip()}⟧" if tail else "")
    else:
        slot = next(s for s in ("{his}", "{him}", "{he}") if s in lead)
        pronoun = a.fill(slot, who)
        cue = lead.replace(slot, f"⟦s{k}|{pronoun}⟧")
        marked = f"⟦c{k}|{cue}⟧"
    form = a.rng.random()
    if form < 0.4:
        return f"{marked}, ⟦q{k}|{a.clause(who)}⟧."
    if form < 0.6:
        return f"{marked}{a.rng.choice((', ', ': '))}{a.quoted(k, speech(a, who, 1, 2), '.')}"
    quote = f"{a.open}{speech(a, who, 1, 3)}{a.close}"
    return f"{marked}, ⟦q{k}|{a.clause(who)}: {quote}⟧"


def indirect(a: Article, who: Speaker) -> str:
    """X said that …"""
    k = a.new(who)
    cue = a.rng.choice(words.SAID_THAT)
    fact = "the fact" in cue
    start = "that " if fact or "|" in cue else that(a)
    return f"{a.ref(k, who, start=True)} {a.cue(k, cue, who)} ⟦q{k}|{start}{a.clause(who)}⟧{via(a)}."


def via(a: Article) -> str:
    return a.fill(a.rng.choice(words.VIAS)) if a.rng.random() < 0.04 else ""


def tail(a: Article, who: Speaker) -> str:
    """…, the president believes."""
    k = a.new(who)
    text = first_upper(f"⟦q{k}|{a.clause(who)}⟧")
    form = a.rng.random()
    if form < 0.3:
        return f"{text}, ⟦c{k}|according to⟧ {a.ref(k, who, subject=False, plain=True)}."
    return f"{text}, {a.ref(k, who)} {a.cue(k, words.SAID_TAIL)}{where(a, who, 0.15)}."


def carried(a: Article, who: Speaker) -> str:
    """An indirect sentence, then a quotation without a cue, or with one after it."""
    lead = a.rng.choice((indirect, indirect, tail, thought))(a, who)
    k = a.new(who)
    text = speech(a, who)
    if a.rng.random() < 0.25:
        return f"{lead}\n\n{a.quoted(k, text, '.')}"
    if a.rng.random() < 0.45:
        return f"{lead} {a.quoted(k, text, '.')}"
    return f"{lead} {a.quoted(k, text, ',')}{' –' if a.dash else ''} {a.ref(k, who)} {a.cue(k, words.SAID, who)}."


def mixed(a: Article, who: Speaker) -> str:
    """X said that the plan was “…”: part of the content in marks."""
    k = a.new(who)
    form = a.rng.random()
    thing = a.fill("{np}")
    bite = a.rng.choice(words.BITES)
    marks = f"{a.open}{bite}{a.close}"
    source = a.ref(k, who, start=True)
    if form < 0.3:
        return f"{source} {a.cue(k, ('called', 'has called', 'labelled', 'branded'))} ⟦q{k}|{thing} {marks}⟧."
    if form < 0.6:
        return f"{source} {a.cue(k, ('said', 'stressed', 'added', 'believes'))} ⟦q{k}|{that(a)}{thing} was {marks}⟧."
    if form < 0.8:
        quote = f"{a.open}{speech(a, who, 1, 2)}{a.close}"
        return f"{source} {a.cue(k, ('said', 'explained', 'noted'))} ⟦q{k}|{that(a, 0.7)}{a.clause(who)}: {quote}⟧"
    cue = a.cue(k, ("said", "told| {audience}", "argued"))
    return f"{source} {cue} ⟦q{k}|that {a.clause(who)}, which was {marks}⟧."


def asked(a: Article, who: Speaker) -> str:
    """Asked whether …, X said: the question without an asker is no statement."""
    k = a.new(who)
    question = a.curl(a.fresh(a.subject.asked, a.person()))
    lead = a.rng.choice(
        (
            f"Asked whether {question}",
            f"When asked whether {question}",
            f"Asked if {question}",
            f"Asked about {a.fill('{np}')}",
            f"Answering a question about {a.fill('{np}')}",
            f"Commenting on {a.fill('{np}')}",
        )
    )
    source = a.ref(k, who)
    form = a.rng.random()
    if form < 0.6:
        cue = a.cue(k, words.SAID_COLON) + a.rng.choice((":", ":", ","))
        return f"{lead}, {source} {cue} {a.quoted(k, speech(a, who), '.')}"
    if form < 0.8:
        cue = a.cue(k, ("said", "replied", "answered", "confirmed"))
        return f"{lead}, {source} {cue} ⟦q{k}|that {a.clause(who)}⟧."
    quote = a.quoted(k, speech(a, who, 1, 2), ",")
    return f"{quote} {source} {a.cue(k, ('said', 'replied'))} when asked whether {question}."


def questioned(a: Article, who: Speaker) -> str:
    """A reporter asks, the speaker answers: two statements."""
    asker = Speaker(
        "unnamed",
        None,
        a.fill(
            a.rng.choice(
                (
                    "a reporter",
                    "one of the journalists",
                    "a reporter from {outlet}",
                    "the correspondent of {agency}",
                    "a student",
                    "one deputy",
                    "an elderly woman in the front row",
                    "the presenter",
                )
            )
        ),
    )
    j, k = a.new(asker), a.new(who)
    question = a.curl(a.fresh(a.subject.questions))
    form = a.rng.random()
    source = f"⟦s{j}|{asker.head}⟧"
    if form < 0.35:
        put = f"⟦q{j}|{a.open}{question}{a.close}⟧ {a.cue(j, ('asked', 'wanted to know', 'shouted'))} {source}."
    elif form < 0.7:
        put = (
            f"{first_upper(source)} {a.cue(j, 'asked')} whether ⟦q{j}|{a.curl(a.fresh(a.subject.asked, a.person()))}⟧."
        )
    else:
        cue = a.cue(j, ("asked", "asked| her" if who.woman else "asked| him", "wanted to know"))
        put = f"{first_upper(source)} {cue}: ⟦q{j}|{a.open}{question}{a.close}⟧"
    quote, source = a.quoted(k, speech(a, who, 1, 2), ","), a.ref(k, who)
    return f"{put} {quote} {source} {a.cue(k, ('replied', 'answered', 'said', 'responded', 'shot back'))}."


def thought(a: Article, who: Speaker) -> str:
    """X supports the bill; X hopes to …"""
    k = a.new(who)
    form = a.rng.random()
    source = a.ref(k, who, start=True)
    if form < 0.45:
        return f"{source} {a.cue(k, words.THOUGHTS_NP)} ⟦q{k}|{a.fill('{np}')}⟧."
    if form < 0.7:
        return f"{source} {a.cue(k, words.WANTS)} ⟦q{k}|{a.fill(a.rng.choice(words.WANTED))}⟧."
    return f"{source} {a.cue(k, words.BELIEVES)} ⟦q{k}|{that(a)}{a.clause(who)}⟧."


def refusal(a: Article, who: Speaker) -> str:
    k = a.new(who)
    cue, _, content = a.rng.choice(words.REFUSALS).partition("|")
    return f"{a.ref(k, who, start=True)} {a.cue(k, cue)} ⟦q{k}|{a.fill(content)}⟧."


def order(a: Article, who: Speaker) -> str:
    k = a.new(who)
    cue, _, content = a.rng.choice(words.ORDERS).partition("|")
    return f"{a.ref(k, who, start=True)} {a.cue(k, cue)} ⟦q{k}|{a.fill(content)}⟧."


def quiet(a: Article, who: Speaker) -> str:
    return " ".join(a.silence() for _ in range(a.rng.randint(1, 2)))


def decoy(a: Article, who: Speaker) -> str:
    return a.decoy() + (" " + a.silence() if a.rng.random() < 0.4 else "")
