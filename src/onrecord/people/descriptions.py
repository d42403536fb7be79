"""Names and descriptions -> figures: "the Belarusian leader", "the agency", "the senators", "his words"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Evidence, Span
from onrecord.people.attach import phrase
from onrecord.people.countries import BY_NAME, US_STATES, country
from onrecord.people.figures import Description, Figure, stands_for
from onrecord.people.fitting import agrees, contradicts, fits, gender_of, names_of, unnamed
from onrecord.people.groups import without_article
from onrecord.people.kinds import BODY, OTHER, PERSON, PLACE, Name
from onrecord.people.nouns import AGENCIES, BODY_INSIDE, RELATIONS, noun_of
from onrecord.people.phrases import CLAUSE, ENDINGS, Phrase
from onrecord.people.reading import Answer, Reading
from onrecord.people.tables import table
from onrecord.people.varied import related, variation

# A body without its name: any body in focus may be meant by these.
GENERIC_BODIES = frozenset(
    table("""agency company organization organisation group body institution firm newspaper network party ministry
    department commission committee union coalition association court panel board bank fund council""")
)
COMPANIES = frozenset(
    table("""company firm airline lender carmaker automaker chipmaker drugmaker retailer broadcaster newspaper website
    manufacturer supplier operator publisher network club team""")
)
# What a body is by its kind: a name that does not say so is another one's, if it is no acronym.
KINDS = frozenset(table("ministry department court council union association party parliament committee university"))
SUBJECT_WORDS = 4  # words within which the noun of a subject stands
CLEARLY = 1.15  # the lead that settles whom a subject means
TRADING = frozenset(
    ("Bank", "Group", "Company", "Corporation", "Network", "Alliance")
)  # what companies call themselves
COUNTRY_NOUNS = frozenset(table("country state nation government"))
NEAR = 0.5  # focus from which a name of unknown kind may be meant by "the company"


def named(r: Reading, p: Phrase) -> Answer:
    """The figures that the source names."""
    figures = tuple(dict.fromkeys(f.number for n in p.names if (f := r.of_name.get(n.first)) is not None))
    picked = tuple(r.figures[k] for k in figures)
    if not picked or picked[0].kind == OTHER:
        return unnamed(r, p)
    evidence = tuple(Evidence(n.span, "named here") for n in p.names)
    if len(picked) > 1 and p.names[0].first > p.head:
        _describe_all(r, p, picked)
    full = next((m for m in picked[0].mentions if m.text == picked[0].name), None)
    if full is not None and full.first not in {n.first for n in p.names}:
        evidence += (Evidence(full.span, "the full name on this page"),)
    belief = min(0.98, max(0.6, min(n.score for n in p.names) + 0.05))
    return Answer(picked, evidence=evidence, confidence=round(belief, 3))


def _describe_all(r: Reading, p: Phrase, figures: tuple[Figure, ...]) -> None:
    """Each of "the ministers of energy, NAME and NAME" is a minister."""
    noun = noun_of(r.found[p.head].text)
    if noun:
        span = r.span(p.first, p.head + 1)
        for f in figures:
            f.described.append(Description(noun, frozenset(), noun, None, None, span))


def description(r: Reading, p: Phrase) -> Answer:
    """A singular person described: by apposition, by what the page says of somebody, by office, else by focus."""
    beside = _named_beside(r, p)
    if beside is not None:
        return beside
    end = next((k for k in range(p.head + 1, p.last) if r.found[k].text == "," or r.found[k].lower in CLAUSE), p.last)
    described = phrase(r.text, r.found, r.at, p.first, end)
    heading = r.found[p.first].sentence == 0
    if described is None or not (p.definite or heading):
        return unnamed(r, p)
    options = _fitting(r, p, described)
    if options:
        return _best(r, p, described, options)
    other = _by_office(r, p, described) or related(r, p, described) or variation(r, p, described)
    return other or unnamed(r, p, 0.65)


def _best(r: Reading, p: Phrase, d: Description, options: list[tuple[float, Figure]]) -> Answer:
    best, figure = options[0]
    second = options[1][0] if len(options) > 1 else 0.0
    called = next((x for x in figure.described if stands_for(d.noun, x.noun)), None)
    evidence = [Evidence(r.span(p.first, p.last), f"“{r.whole(p)}” fits {figure.name}")]
    if called is not None:
        evidence.append(Evidence(called.span, f"the page says of {figure.name}: “{r.quoted(called.span)}”"))
    belief = min(0.97, 0.25 + 0.77 * best / (best + second)) * min(1.0, 0.4 + best)
    return Answer((figure,), evidence=tuple(evidence), confidence=round(belief, 3), candidates=names_of(options))


def _named_beside(r: Reading, p: Phrase) -> Answer | None:
    """The name right after the source, or in apposition: "a spokesman for X, | NAME, | said"."""
    k = p.last
    if k + 1 >= len(r.found) or r.found[k].sentence != r.found[p.first].sentence:
        return None
    if k in r.at and r.at[k].kind == PERSON and p.head == k - 1:
        return Answer((r.of_name[k],), evidence=(Evidence(r.at[k].span, "named right after"),), confidence=0.9)
    n = next((n for n in r.named if n.lead == k + 1 and n.kind == PERSON), None) if r.found[k].text == "," else None
    if n is None or n.last >= len(r.found):
        return None
    after = r.found[n.last]
    if after.text not in ",." and not (p.definite and after.text.islower() and after.lower not in ("and", "or")):
        return None
    return Answer((r.of_name[n.first],), evidence=(Evidence(n.span, "named in apposition"),), confidence=0.88)


def described_subject(r: Reading, k: int) -> Figure | None:
    """Whom a sentence speaks of that begins at word `k` with "The minister also toured …", if only one can be meant."""
    inside = {m for n in r.named for m in range(n.lead, n.last)} if k + 1 in r.at else ()
    for head in range(k + 1, min(k + SUBJECT_WORDS, len(r.found) - 1)):
        word = r.found[head].text
        if not word.isalpha() or head in inside or r.found[head].sentence != r.found[k].sentence:
            return None
        after = r.found[head + 1]
        if noun_of(word) == word.lower() and noun_of(after.text) is None and after.text not in ENDINGS:
            p = Phrase("person", k, head + 1, head, definite=True)
            d = phrase(r.text, r.found, r.at, k, head + 1)
            options = _fitting(r, p, d) if d is not None else []
            alone = options and (len(options) == 1 or options[0][0] >= CLEARLY * options[1][0])
            return options[0][1] if alone and after.lower not in ("of", "for") else None
    return None


def _fitting(r: Reading, p: Phrase, d: Description) -> list[tuple[float, Figure]]:
    """People of whom the page says what the description says, best first, with a weight of about 0 to 2."""
    gender = gender_of(r, p, d)
    focus = r.in_focus(p.first)
    quoting = r.quoting(p.first)
    out = []
    for rank, f in enumerate(sorted((f for f in r.figures if f.kind == PERSON), key=lambda f: f.first)):
        if f.number in quoting or (gender and f.gender not in (gender, None)) or contradicts(r, d, f):
            continue
        fit = max((fits(d, x) for x in f.described), default=0.0) or agrees(d, f)
        if fit <= 0:
            continue
        near = min(1.0, focus.get(f.number, 0.0)) if focus else 0.8 / (1 + rank)
        if focus and f.mentions[0].first > p.first and r.found[p.first].sentence > 1:
            continue  # nobody is described whom the page has yet to name, save in a headline
        owned = p.owned_by or p.owner is not None
        share = 0.42 if owned and d.noun in RELATIONS else 0.7
        out.append((fit * share + near * 0.6, f))
    return sorted(out, key=lambda t: (-t[0], t[1].number))


def _by_office(r: Reading, p: Phrase, d: Description) -> Answer | None:
    """Whoever held the office on the day of the article, if the page names them."""
    if r.offices is None or r.article is None or r.article.published is None:
        return None
    line = r.article.dateline
    place = d.country or (country(line.place) if line and line.place else None)
    holder = r.offices.holder(d.role, place, d.body, r.article.published.day)
    named_so = [f for f in r.figures if holder and f.kind in (PERSON, OTHER) and f.parts[-1] == holder.split()[-1]]
    if len(named_so) != 1:
        return None
    figure = named_so[0]
    figure.kind = PERSON
    why = Evidence(r.span(p.first, p.last), f"{holder} held the office on that day")
    return Answer((figure,), evidence=(why,), confidence=0.8)


def body(r: Reading, p: Phrase) -> Answer:
    """A body described: "the agency", "the fund", "the Clinton campaign"."""
    noun = r.found[p.head].lower
    if not p.definite or p.owned_by or (p.owner is not None and p.owner.kind != OTHER):
        return _owned_body(r, p)
    focus = r.in_focus(p.first)
    options = [
        (v, f) for f in r.figures
        if f.kind in (BODY, PLACE, OTHER) and f.number in focus and (v := _body_fit(noun, f, focus[f.number]))
    ]  # fmt: skip
    options.sort(key=lambda t: (-t[0], t[1].number))
    why = r.span(p.first, p.last)
    if not options:
        return replace(unnamed(r, p, 0.7), institution=True, phrase=without_article(r.words_of(p)))
    best, figure = options[0]
    figure.kind = BODY if figure.kind == OTHER else figure.kind  # what a page calls a company is one
    second = options[1][0] if len(options) > 1 else 0.0
    belief = round(min(0.95, 0.25 + 0.7 * best / (best + second)), 3)
    evidence = (Evidence(why, f"“{r.whole(p)}” fits {figure.name}, the last such body spoken of"),)
    return Answer((figure,), evidence=evidence, confidence=belief, candidates=names_of(options))


def _body_fit(noun: str, f: Figure, near: float) -> float:
    if f.kind == PLACE:
        fits = f.name in BY_NAME if noun in COUNTRY_NOUNS - {"state"} else noun == "state" and f.name in US_STATES
        return 0.5 * near if fits else 0.0
    if f.kind == OTHER:
        return 0.3 * near if noun in COMPANIES and near >= NEAR else 0.0
    if any(noun == part.lower() for m in f.mentions for part in m.parts):
        return near + 0.5
    if f.name in AGENCIES and noun not in ("agency", "outlet", "publication"):
        return 0.0
    if noun in COMPANIES and f.name.split()[-1] in BODY_INSIDE - TRADING:
        return 0.0
    if noun in KINDS and not f.name.isupper():
        return 0.0
    return 0.5 * near if noun in GENERIC_BODIES or noun in COMPANIES else 0.0


def _owned_body(r: Reading, p: Phrase) -> Answer:
    """ "the Clinton campaign" is a body of that name; "the police" is one without; "a federal court" is nameless."""
    if p.owner is None or r.found[p.owner.last].text in ENDINGS:
        answer = unnamed(r, p)
        return (
            replace(answer, institution=True, phrase=without_article(answer.phrase))
            if p.definite and not p.owned_by
            else answer
        )
    start, end = r.found[p.owner.first].start, r.found[p.head].end
    name = " ".join(r.text[start:end].split())
    figure = next((f for f in r.figures if f.kind == BODY and f.name == name), None)
    if figure is None:
        figure = Figure(len(r.figures), BODY, name, tuple(name.split()))
        r.figures.append(figure)
    figure.mentions.append(Name(p.owner.first, p.head + 1, BODY, name, Span(start, end), p.owner.first))
    return Answer((figure,), evidence=(Evidence(Span(start, end), "named in the source"),), confidence=0.8)
