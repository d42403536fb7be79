"""Layouts of `layouts.py` in which words stand under a label, over a signature, or in a list; and what all share."""

from collections.abc import Callable

import layouts_frames as frames
import layouts_layers as layers
from layouts_build import Article, Speaker, article_of, first_upper

Kind = Callable[[Article], str]
TEXT = (frames.before, frames.after, frames.indirect, frames.tail, frames.carried, frames.words_of, frames.split)


def joined(a: Article, parts: list[str]) -> str:
    return "\n\n".join(p for p in parts if p) if a.rng.random() < 0.9 else "\n".join(p for p in parts if p)


def dateline(a: Article) -> str:
    rng = a.rng
    city, month, day = rng.choice(a.towns), a.fill("{month}"), rng.randint(1, 28)
    return rng.choice(
        (
            f"{city.upper()}, {day} {month} ({a.agency}) – ",
            f"{city.upper()}, {month} {day}. /{a.agency}/. ",
            f"{city.upper()}, {month[:3]}. {day} ({a.agency}) -- ",
            f"{city.upper()} ({a.agency}) — ",
            f"{city} ({a.agency}) - ",
            f"{city.upper()}, {month} {day} ({a.agency}) - ",
            "",
        )
    )


def story(a: Article, people: list[Speaker], count: int, only: tuple[frames.Frame, ...] = ()) -> list[str]:
    """`count` paragraphs, mostly one speaker after another, some of several sentences."""
    out, who = [], people[0]
    for _ in range(count):
        if a.rng.random() < 0.25:
            who = a.rng.choice(people)
        text = layers.some(a, who, only)
        if a.rng.random() < 0.35 and "\n" not in text:
            text += " " + layers.some(a, who if a.rng.random() < 0.8 else a.rng.choice(people), only or TEXT)
        out.append(text)
        if a.rng.random() < 0.5:
            a.last = None
    return out


def cast(a: Article, low: int = 1, high: int = 3) -> list[Speaker]:
    people = [a.person() for _ in range(a.rng.randint(low, high))]
    if a.rng.random() < 0.35:
        people.append(a.body())
    if a.rng.random() < 0.3:
        people.append(a.unnamed())
    return people


def labelled(a: Article, k: int, label: str, text: str) -> str:
    """A turn under its label; what follows in new paragraphs belongs to it."""
    split = text.split("\n\n")
    return f"⟦s{k}|{label}⟧: ⟦q{k}|{split[0]}⟧" + "".join(f"\n\n⟦q{k}|{part}⟧" for part in split[1:])


def answer(a: Article, who: Speaker) -> str:
    text = frames.speech(a, who, 1, 4)
    if a.rng.random() < 0.2:
        text += "\n\n" + frames.speech(a, who, 1, 3)
    if a.rng.random() < 0.12:  # a title in marks inside the answer
        text += (
            f" {a.rng.choice(('I am reading', 'You should see', 'It began with'))} {a.open}The Quiet Harbour{a.close}."
        )
    if a.rng.random() < 0.12:
        return text + " " + nested_words(a)
    return text


def nested_words(a: Article) -> str:
    """Another's words in an unmarked answer. The caller's statement is the parent: it was numbered last."""
    other = a.unnamed() if a.rng.random() < 0.5 else a.person()
    parent = a.number
    j = a.new(other, parent=parent)
    head = f"⟦s{j}|{other.name or other.head}⟧"
    cue, quote = a.cue(j, ("told| me", "said", "asked| me", "wrote")), " ".join(a.sentences(other, 1))
    return f"{first_upper(head)} {cue}: ⟦q{j}|{a.open}{quote}{a.close}⟧"


def interview(a: Article) -> str:
    """Q: … A: …, or the outlet's and the person's names as labels."""
    who = a.person()
    outlet = a.fill("{outlet}")
    asker = Speaker("organisation", outlet, outlet)
    style = a.rng.random()
    q_label, a_label = (
        ("Q", "A")
        if style < 0.3
        else ("Question", "Answer")
        if style < 0.45
        else (outlet.removeprefix("the ").removeprefix("The "), who.name or "")
        if style < 0.75
        else (a.rng.choice(("Interviewer", "Host", "Correspondent", "Moderator")), who.surname)
    )
    if style < 0.45 or style >= 0.75:
        asker = Speaker("none" if style < 0.45 else "unnamed", None, q_label)
    if a.rng.random() < 0.25:
        q_label, a_label = q_label.upper(), a_label.upper()
    parts = [
        f"{who.role} {who.name} spoke to {outlet} about {a.fill('{np}')}." if a.rng.random() < 0.6 else a.silence()
    ]
    parts[0] = first_upper(parts[0])
    if a.rng.random() < 0.3:
        parts.append(layers.some(a, who, (frames.indirect, frames.after, frames.thought)))
    for _ in range(a.rng.randint(2, 6)):
        j = a.new(asker)
        question = a.curl(
            a.fresh(
                (
                    *a.subject.questions,
                    "And what comes next?",
                    "Really?",
                    "Could you give an example?",
                    "You have been criticised for {np}. Is that fair?",
                    "Some say that there is no money for it. Is it true?",
                )
            )
        )
        if a.rng.random() < 0.3:
            question = a.curl(first_upper(a.fresh(a.subject.clauses, a.person()))) + ". " + question
        parts.append(labelled(a, j, q_label, question))
        k = a.new(who)
        parts.append(labelled(a, k, a_label, answer(a, who)))
    return joined(a, parts) if a.rng.random() < 0.8 else "\n".join(parts)


def bold(a: Article) -> str:
    """Question lines without a label, answers below them without marks; the questions are no statements."""
    who = a.person()
    habit = a.rng.choice(("gets up at five", "laughs a lot", "does not like interviews", "answers slowly"))
    intro = a.fill(
        f"{who.role} {who.name} has worked in {{city}} since {{year}}. We met {article_of(who.role or '')} who {habit}."
    )
    parts = [first_upper(intro)]
    a.known.add(who.name or "")
    for _ in range(a.rng.randint(2, 5)):
        parts.append(a.curl(a.fresh(a.subject.questions)))
        k = a.new(who)
        text = answer(a, who)
        parts += [f"⟦q{k}|{p}⟧" for p in text.split("\n\n")]
    return joined(a, parts)


def transcript(a: Article) -> str:
    """SPEAKER NAME: words, first in full, then by surname."""
    people = [a.person() for _ in range(a.rng.randint(2, 4))]
    upper = a.rng.random() < 0.6
    full: set[str] = set()
    parts = []
    if a.rng.random() < 0.6:
        parts.append(
            a.rng.choice(
                (
                    f"Transcript of the hearing in {a.fill('{city}')} on {a.fill('{day}')}.",
                    "Partial transcript as follows:",
                    f"The following is an edited transcript of the briefing held in {a.fill('{city}')}.",
                    first_upper(f"{people[0].role} {people[0].name} took questions on {a.fill('{day}')}."),
                )
            )
        )
    who = people[0]
    for _i in range(a.rng.randint(4, 9)):
        who = a.rng.choice([p for p in people if p is not who])
        label = (
            (f"{who.role} {who.name}" if a.rng.random() < 0.3 else who.name or "")
            if who.surname not in full or a.rng.random() < 0.2
            else who.surname
        )
        full.add(who.surname)
        k = a.new(who)
        label = label.upper() if upper else label
        text = a.curl(a.fresh(a.subject.questions)) if a.rng.random() < 0.3 else answer(a, who)
        parts.append(labelled(a, k, label, text))
        if a.rng.random() < 0.12:
            parts.append(a.rng.choice(("(Applause)", "(CROSSTALK)", "[Laughter]", "(BREAK)", "(Noise in the hall.)")))
    return joined(a, parts)


def letter(a: Article) -> str:
    """A letter: printed whole with its signature, or inside an article that introduces it."""
    who, to = a.person(), a.person()
    k = a.new(who)
    salutation = a.rng.choice(
        (
            f"Dear {to.role} {to.surname},",
            f"Dear {'Ms' if to.woman else 'Mr'} {to.surname},",
            "Dear colleagues,",
            "Your Excellency,",
            "Dear Sir or Madam,",
            "To the Editor:",
            "Dear friends,",
            "Esteemed members of the committee,",
        )
    )
    bodies = []
    for _ in range(a.rng.randint(2, 4)):
        text = frames.speech(a, who, 2, 4)
        if a.rng.random() < 0.2:
            text += " " + letter_child(a, k)
        bodies.append(f"⟦q{k}|{text}⟧")
    closing = a.rng.choice(
        ("Yours sincerely,", "Sincerely,", "Respectfully,", "With kind regards,", "Yours faithfully,", "With respect,")
    )
    framed = a.rng.random() < 0.5
    if framed:
        cues = (
            "wrote| to {audience}",
            "wrote| in an open letter",
            "has written| to the government",
            "published| an open letter",
        )
        lead = f"{a.ref(k, who, start=True, plain=True)} {a.cue(k, cues)}:"
        sign = [closing, f"{who.name}"]
        parts = (
            [a.silence(), lead, salutation, *bodies, *sign]
            if a.rng.random() < 0.5
            else [lead, salutation, *bodies, *sign]
        )
        if a.rng.random() < 0.4:
            parts.append(layers.some(a, a.any_speaker(), TEXT))
    else:
        parts = [
            salutation,
            *bodies,
            closing,
            f"⟦s{k}|{who.name}⟧" + a.rng.choice(("", f"\n{who.role}", f", {who.role}")),
        ]
        if a.rng.random() < 0.3:
            parts.insert(0, f"{a.fill('{city}')}, {a.rng.randint(1, 28)} {a.fill('{month}')}")
    return joined(a, parts)


def letter_child(a: Article, parent: int) -> str:
    other = a.rng.choice((a.person, a.body, a.unnamed))()
    j = a.new(other, parent=parent)
    cue = a.cue(j, ("told| us", "has assured| us", "replied", "wrote| to me", "announced"))
    text = f"⟦s{j}|{other.name or other.head}⟧ {cue} ⟦q{j}|that {a.clause(other)}⟧."
    return first_upper(text)


def listing(a: Article) -> str:
    """A headed list of what several people said: `Name, office: “…”`, `— Name`, `And from Chairwoman X:`"""
    style = a.rng.choice(("label", "dash", "from", "label"))
    parts = [
        a.rng.choice(
            (
                "Reactions to the decision:",
                "What they said",
                "Quotes of the day",
                "Statements made during the debate:",
                first_upper(a.fill("Here is what the participants said about {np}.")),
                "Voices from {city}".replace("{city}", a.fill("{city}")),
            )
        )
    ]
    for _i in range(a.rng.randint(3, 6)):
        who = a.any_speaker() if style == "label" else a.person()
        k = a.new(who)
        text = frames.speech(a, who, 1, 3)
        name = who.name or who.head
        bare = style == "label" and a.rng.random() < 0.15
        quote = f"⟦q{k}|{text}⟧" if bare else a.quoted(k, text)
        if style == "dash":
            end = a.rng.choice(("", f", {who.role}", f", {who.role}, {a.fill('{city}')}"))
            parts.append(f"{quote}{a.rng.choice((' ', chr(10)))}{a.rng.choice('—–-')} ⟦s{k}|{name}⟧{end}")
        elif style == "from":
            lead = a.rng.choice(("From", "And from", "And from", "This from", "Then there was this from"))
            cut = lead.rfind("rom") - 1
            parts.append(
                f"{lead[:cut]}⟦c{k}|{lead[cut:]}⟧ ⟦s{k}|{who.role} {name}⟧:" + a.rng.choice((" ", "\n\n")) + quote
            )
        else:
            label = a.rng.choice(
                (
                    f"⟦s{k}|{name}⟧",
                    f"⟦s{k}|{name}⟧, {who.role or 'on the spot'}",
                    f"⟦s{k}|{who.role} {name}⟧" if who.role else f"⟦s{k}|{name}⟧",
                )
            )
            parts.append(f"{first_upper(label)}:{a.rng.choice((' ', chr(10)))}{quote}")
        if a.rng.random() < 0.15:
            parts.append(a.silence())
    return joined(a, parts)


def tweets(a: Article) -> str:
    """Posts in an article, some embedded with their author after a dash."""
    people = [a.person() for _ in range(a.rng.randint(1, 3))]
    parts = [layers.some(a, people[0], (frames.indirect, frames.quiet, frames.after))]
    for _ in range(a.rng.randint(2, 4)):
        who = a.rng.choice(people)
        k = a.new(who)
        text = frames.speech(a, who, 1, 2)
        handle = "@" + (who.surname + (who.name or "x")[0]).replace(" ", "").replace("-", "")
        if a.rng.random() < 0.3:
            text += " " + a.rng.choice(
                ("#nofear", "#" + a.fill("{city}").replace(" ", "").replace("'", ""), "pic.example.org/x7Gk2")
            )
        form = a.rng.random()
        site = a.rng.choice(("Twitter", "X", "Telegram", "Facebook", "Weibo", "Mastodon"))
        if form < 0.3:
            parts.append(
                f"{a.quoted(k, text, ',')} {a.ref(k, who)} {a.cue(k, ('tweeted', 'posted', 'wrote'))} on {site}."
            )
        elif form < 0.55:
            cue = a.cue(k, ("tweeted", f"wrote| on {site}", "posted", "wrote| on social media"))
            parts.append(f"{a.ref(k, who, start=True)} {cue}: {a.quoted(k, text)}")
        elif form < 0.8:
            name = f"⟦s{k}|{who.name}⟧"
            parts.append(
                f"⟦q{k}|{text}⟧ — {name} ({handle}) "
                f"{a.fill('{month}')} {a.rng.randint(1, 28)}, {a.rng.randint(2014, 2024)}"
            )
        else:
            parts.append(f"⟦s{k}|{who.name}⟧ {handle}\n⟦q{k}|{text}⟧")
        if a.rng.random() < 0.4:
            parts.append(layers.some(a, who))
    return joined(a, parts)


def bullets(a: Article) -> str:
    """Points under an introduction, or points each with its speaker."""
    who = a.any_speaker()
    dot = a.rng.choice("•-–*·")
    if a.rng.random() < 0.5:
        k = a.new(who)
        cues = ("said", "listed", "announced", "stressed", "demanded", "made| the following points", "promised")
        lead = f"{a.ref(k, who, start=True)} {a.cue(k, cues)}:"
        points = [f"{dot} ⟦q{k}|{a.clause(who)}⟧{a.rng.choice((';', '.', ''))}" for _ in range(a.rng.randint(2, 4))]
        return joined(a, [a.silence(), lead + "\n" + "\n".join(points), *story(a, [who], a.rng.randint(1, 3))])
    points = []
    for _ in range(a.rng.randint(3, 5)):
        a.last = None
        points.append(
            f"{dot} "
            + layers.some(
                a,
                a.any_speaker(),
                (frames.indirect, frames.after, frames.tail, frames.before, frames.decoy, frames.quiet),
            )
        )
    return joined(a, [a.rng.choice(("The main points:", "In brief", "The day in short:", a.silence())), *points])
