"""Is the person of one article the person of another? Names compared across spellings, then everything else known.

Pure: profiles in, a verdict with its reasons out. What is decided is kept by the store as rows that nothing overwrites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from onrecord.people.given import clean, fold, forms_of, gender, is_given, same_given
from onrecord.people.roles import Office
from onrecord.people.tables import table

JOIN = 0.6  # from here on two profiles are one person; the cases in tests/people/identity.jsonl set it
# Another spelling of the family name, without more in common than a field (a country, an office, company), is another
# family: in a made archive of 15,000 people of like names, 99 in 6,612 were joined wrongly for it, Lindsen to Lindson.
RESPELT = 0.53
CLOSE = 0.12  # two candidates closer than this are not told apart: a new person is safer than a wrong one


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person: from one article, or gathered from many."""

    names: tuple[str, ...]  # fullest first
    offices: tuple[Office, ...] = ()
    bodies: frozenset[str] = frozenset()  # folded
    countries: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    company: frozenset[str] = frozenset()  # folded names of people in the same articles
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` from 0 to 1; `reasons` say what counted for and against, most weighty first."""

    score: float
    reasons: tuple[str, ...] = field(default=())

    @property
    def same(self) -> bool:
        return self.score >= JOIN


ARTICLE = r"^(al|el)(?=[bcdfghjkmnpqrstvwxz]\w{3})"  # Al-Sisi, Elsisi; but not Allende, Ellison
# Letters and groups that romanisations write in different ways, in the order in which they are folded.
SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[-‐‑]", ""),
        (ARTICLE, ""),
        (r"shch|schtsch|szcz", "s"),
        (r"sch|sh|sz", "s"),
        (r"tch|tsch|ch|cz", "c"),
        (r"kh|x(?=[aeiou])", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dzh|dj|dh", "j"),
        (r"zh|rz(?=\w)", "z"),
        (r"ts|tz|cc", "c"),
        (r"ck|q|c(?=[aouklrt]|$)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"oo|ou|oe|ue", "u"),
        (r"ae|ee|ie|ei|ey|ay|ai|yi|iy|ij|yy|ii|y|j|i", "i"),
        (r"i[aou](?=\w)", "i"),
        (r"enk[oa]$", "enk"),
        (r"(ov|ev|of|ef|off|eff)a?$", "ov"),
        (r"(ski|cki|ska|cka)[iae]?$", "ski"),
        (r"[oe]", "e"),
        (r"(?<!^)h", ""),
        (r"(.)\1+", r"\1"),
    )
)
# Names whose romanisations no rule brings together.
VARIANTS = (
    "gaddafi qaddafi qadhafi kadafi gadhafi khadafy", "yeltsin jelzin eltsin", "khrushchev chruschtschow chruschtschew",
    "putin poutine putyin", "gorbachev gorbatschow gorbatchev", "mohammed muhammad mohamed mohammad mohamad",
    "hussein husayn hossein husain hussain", "ahmed ahmad achmed", "abdallah abdullah abdulla", "yusuf yousef youssef",
    "tymoshenko timoschenko timoshenko", "zuckerberg", "osama usama", "chavez", "mubarak moubarak",
    "netanyahu netanjahu", "erdogan erdoğan", "jinping", "trump", "lee rhee yi", "chang zhang", "wang wong", "xu hsu",
    "zhou chou", "chiang jiang", "alyaksandr aliaksandr aleksandr alexander oleksandr", "yanukovych janukowytsch",
    "poroshenko poroschenko", "tikhanovskaya tsikhanouskaya cichanouskaja tichanowskaja", "navalny nawalny nawalnyj",
    "tokayev tokaev toqaev", "nazarbayev nazarbaev", "aliyev aliev əliyev", "saakashvili saakaschwili",
    "assad asad", "khamenei chamenei", "khomeini chomeini", "rouhani ruhani rohani", "zarif sarif",
)  # fmt: skip
VARIANT_OF = {fold(name): line.split()[0] for line in VARIANTS for name in line.split()}
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u".split(" "),
        strict=True,
    )
)
# Family names that many bear: a full name in common proves less.
COMMON = frozenset(
    table("""smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
    anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson
    walker young allen king wright scott torres nguyen hill green adams nelson baker hall rivera campbell mitchell
    carter roberts kim park choi jung wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo
    khan ahmed ali hussain singh kumar sharma patel das gupta ivanov petrov sidorov smirnov popov volkov kovalenko
    muller schmidt schneider fischer weber meyer wagner becker rossi russo ferrari silva santos oliveira souza pereira
    murphy kelly evans hughes edwards cohen levy mohamed hassan ibrahim abdullah yilmaz kaya demir tanaka suzuki
    sato""")
)
FIELDS = {
    "politics": "president minister senator representative governor mayor parliament candidate premier chancellor "
    "lawmaker politician speaker ambassador diplomat secretary king queen leader deputy councillor commissioner",
    "sport": "player coach footballer striker goalkeeper midfielder athlete boxer skier driver captain batsman bowler "
    "swimmer runner golfer cyclist referee quarterback pitcher champion",
    "arts": "actor actress singer musician director filmmaker author novelist writer poet painter artist comedian "
    "dancer composer conductor rapper photographer",
    "science": "professor scientist researcher physicist biologist chemist economist historian astronomer geologist "
    "engineer mathematician scholar sociologist psychologist climatologist epidemiologist virologist",
    "law": "judge lawyer attorney prosecutor justice sheriff officer detective sergeant",
    "business": "executive banker investor analyst entrepreneur broker trader founder owner ceo farmer",
    "medicine": "doctor physician surgeon nurse dentist veterinarian",
    "media": "journalist reporter correspondent columnist anchor editor host broadcaster",
    "faith": "bishop archbishop cardinal pope priest imam rabbi pastor patriarch",
}
FIELD_OF = {noun: name for name, nouns in FIELDS.items() for noun in nouns.split()}
# Fields between which people move: a lawyer becomes senator, a professor minister.
NEAR_FIELDS = frozenset(
    frozenset(pair)
    for pair in (
        ("politics", "law"), ("politics", "business"), ("politics", "science"), ("politics", "media"),
        ("business", "science"), ("law", "science"), ("media", "arts"), ("science", "medicine"), ("science", "arts"),
        ("politics", "medicine"), ("business", "media"),
    )
)  # fmt: skip


@lru_cache(maxsize=1 << 16)  # names repeat from article to article
def spelling(word: str) -> str:
    """What a name's romanisations share: "Lukashenko" and "Lukashenka", "Chaykovsky" and "Tchaikovski".

    >>> spelling("Lukashenko") == spelling("Łukaszenka"), spelling("Zelensky") == spelling("Zelenskyy")
    (True, True)
    """
    latin = "".join(CYRILLIC.get(c, c) for c in word.casefold())
    out = fold(latin).replace(".", "")
    out = VARIANT_OF.get(out, out)
    for pattern, to in SPELLINGS:
        out = pattern.sub(to, out)
    return out


def blocks(name: str, *, asked: bool = False) -> frozenset[str]:
    """Keys under which a person of that name may be found: each part that may be the family name, with the first
    letter of what may be the given name, in all its forms ("clinton w" for Bill Clinton), and by itself for those of
    whom an article gives nothing else. `asked` leaves that last one out for a full name: it finds too many."""
    parts = [p for p in parts_of(name) if p.strip(".")]
    if not parts:
        return frozenset()
    if len(parts) == 1:
        return frozenset((spelling(parts[0])[:12],))
    family, first = spelling(parts[-1])[:12], spelling(parts[0])[:12]
    forms = {spelling(f)[:1] for f in forms_of(parts[0])} | {first[:1]}
    keys = {f"{family} {letter}" for letter in forms} | {f"{first} {family[:1]}"}
    if len(parts) > 2:
        # two family names, or a name that holds another: any word may open the short form
        keys |= {f"{spelling(p)[:12]} {family[:1]}" for p in parts[1:-1]} | {
            f"{family} {spelling(p)[:1]}" for p in parts[1:-1]
        }
    return frozenset(keys if asked else keys | {family, first})


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name for comparing: hyphens part them, "Jr." and the Arabic article do not count."""
    words_ = re.sub(r"[-‐‑]", " ", re.sub(r"(?<!\w)(al|el)[-‐‑ ](?=\w)", "", name, flags=re.IGNORECASE))
    return clean(words_.split())


@lru_cache(maxsize=1 << 14)
def compare_names(a: str, b: str) -> tuple[float, str]:
    """How far two names may be one person's, from 0 to 1, and in which way."""
    x, y = parts_of(a), parts_of(b)
    if not x or not y:
        return 0.0, ""
    if [fold(p) for p in x] == [fold(p) for p in y]:
        return (0.8, "the same name") if len(x) > 1 else (0.3, "the same single name")
    if len(x) == 1 or len(y) == 1:
        alone, full = (x, y) if len(x) == 1 else (y, x)
        last = spelling(alone[0]) in (spelling(full[-1]), spelling(full[0]))
        return (0.3, "one is the family name of the other") if last else (0.0, "")
    family = _same_family(x, y)
    return family if 0 < family[0] < 0.2 else max(family, _other_order(x, y))


def _other_order(x: tuple[str, ...], y: tuple[str, ...]) -> tuple[float, str]:
    a, b = [*map(spelling, x)], [*map(spelling, y)]
    if a != b and "".join(a) == "".join(b):
        return 0.74, "the same name, parted in another way"
    if a != b and sorted(a) == sorted(b):
        return 0.62, "the same names in another order"
    if len(x) != len(y) and _inside(x, y):
        return 0.66, "one name holds the other"
    return 0.0, ""


def _same_family(x: tuple[str, ...], y: tuple[str, ...]) -> tuple[float, str]:
    if spelling(x[-1]) != spelling(y[-1]):
        return 0.0, ""
    if _middle_conflict(x, y):
        return 0.12, "middle names differ"
    exact = _without_article(x[-1]) == _without_article(y[-1])
    if fold(x[0]) == fold(y[0]):
        return (0.78, "the same first and family name") if exact else (RESPELT, "another spelling of the family name")
    if spelling(x[0]) == spelling(y[0]):
        return (0.7 if exact else RESPELT), "another spelling of the names"
    initials = len(x[0].strip(".")) == 1 or len(y[0].strip(".")) == 1 or "." in x[0] or "." in y[0]
    if initials and fold(x[0])[0] == fold(y[0])[0]:
        return 0.52, "an initial for the first name"
    if not initials and (same_given(x[0], y[0]) or _close(x[0], y[0])):
        return (0.66 if exact else RESPELT), "another form of the first name"
    return 0.0, ""


def _without_article(family: str) -> str:
    """Folded, without the Arabic article: el-Sisi is Elsisi."""
    return re.sub(ARTICLE, "", fold(family))


def _close(a: str, b: str) -> bool:
    """First names that no table knows, a letter apart or one the beginning of the other: Muammar, Moammar."""
    if is_given(a) and is_given(b):
        return False
    x, y = spelling(a), spelling(b)
    if min(len(x), len(y)) < 4:
        return False
    return x.startswith(y) or y.startswith(x) or (x[0] == y[0] and Levenshtein.distance(x, y) <= 1)


def _middle_conflict(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """George W. Bush is not George H. W. Bush, but Adam Schiff is Adam B. Schiff."""
    middles = [[fold(p).strip(".") for p in name[1:-1]] for name in (x, y)]
    if not middles[0] or not middles[1]:
        return False
    initials = all(len(m) == 1 for middle in middles for m in middle)
    if initials and len(middles[0]) != len(middles[1]):
        return True
    return all(a[:1] != b[:1] for a, b in product(*middles))


def _inside(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    short, long = sorted((x, y), key=len)
    rest = list(map(spelling, long))
    return all(spelling(p) in rest for p in short)


def judge(a: Profile, b: Profile) -> Verdict:
    """Whether two profiles are of one person, by name, then office, body, country, time and company kept."""
    base, way = max((compare_names(x, y) for x, y in product(a.names[:6], b.names[:6])), default=(0.0, ""))
    if base < 0.2:
        return Verdict(0.0, ("the names differ",))
    score, reasons = base, [way]
    if _juniors_differ(a, b):
        score -= 0.3
        reasons.append("only one is a junior")
    if base >= 0.5 and any(fold(part) in COMMON for n in a.names[:1] for part in (n.split()[0], n.split()[-1])):
        score -= 0.28
        reasons.append("a name that many bear")
    for change, reason in _evidence(a, b):
        score += change
        reasons.append(reason)
    return Verdict(round(max(0.0, min(1.0, score)), 3), tuple(reasons))


def _juniors_differ(a: Profile, b: Profile) -> bool:
    """Whether father and son may be meant: just the same first name, and "Jr." on one side only."""
    x, y = a.names[0].split(), b.names[0].split()
    junior = [any(p.lower().strip(".,") in ("jr", "sr", "ii", "iii") for p in name) for name in (x, y)]
    return junior[0] != junior[1] and fold(x[0]) == fold(y[0])


def _evidence(a: Profile, b: Profile) -> Iterable[tuple[float, str]]:
    genders = {a.gender or _gender(a), b.gender or _gender(b)} - {None}
    if len(genders) == 2 or _his_and_hers(a.names[0], b.names[0]):
        yield -0.5, "one is a man, the other a woman"
    if a.countries and b.countries:
        shared = a.countries & b.countries
        yield (0.14, f"the same country ({', '.join(sorted(shared))})") if shared else (-0.34, "different countries")
    if a.bodies & b.bodies:
        yield 0.2, f"the same body ({sorted(a.bodies & b.bodies)[0]})"
    yield from _office_evidence(a, b)
    company = len(a.company & b.company)
    if company:
        yield min(0.3, 0.12 * company), f"{company} people in common"
    gap = _years_apart(a, b)
    if gap > 45:
        yield -0.4, f"{gap} years apart"


def _his_and_hers(a: str, b: str) -> bool:
    """Whether the family names are a man's and a woman's forms of one: Ivanov and Ivanova, Kowalski and Kowalska."""
    his, hers = sorted((fold(a.split()[-1]), fold(b.split()[-1])), key=lambda name: (name.endswith("a"), name))
    if not hers.endswith("a") or his.endswith("a"):
        return False
    if his.endswith(("ov", "ev", "in", "yn")):
        return hers == his + "a"
    stem = re.sub(r"(?:yy|iy|ii|ij|yj|y|i)$", "", his)
    return stem.endswith(("sk", "ck")) and hers in (stem + "a", stem + "aya", stem + "aia", stem + "aja")


def _gender(p: Profile) -> str | None:
    return gender(p.names[0].split()[0]) if p.names and len(p.names[0].split()) > 1 else None


def _office_evidence(a: Profile, b: Profile) -> Iterable[tuple[float, str]]:
    roles = {o.role for o in a.offices} & {o.role for o in b.offices}
    if roles:
        yield 0.18, f"the same office ({sorted(roles)[0]})"
        return
    fields = [{f for o in p.offices if (f := field_of(o.role))} for p in (a, b)]
    if not fields[0] or not fields[1]:
        return
    if fields[0] & fields[1]:
        yield 0.06, f"the same field ({sorted(fields[0] & fields[1])[0]})"
    elif not any(frozenset(pair) in NEAR_FIELDS for pair in product(*fields)):
        yield -0.36, f"different fields ({sorted(fields[0])[0]}, {sorted(fields[1])[0]})"


def field_of(role: str) -> str | None:
    """The field of life that a role belongs to."""
    return next((FIELD_OF[w] for w in reversed(re.findall(r"\w+", role)) if w in FIELD_OF), None)


def _years_apart(a: Profile, b: Profile) -> int:
    if not (a.first and b.first):
        return 0
    a_last, b_last = a.last or a.first, b.last or b.first
    return max(0, a.first.year - b_last.year, b.first.year - a_last.year)


def choose(new: Profile, known: Iterable[tuple[str, Profile]]) -> tuple[str | None, Verdict]:
    """The id of the known person whom the new profile belongs to, or None for somebody new, and why."""
    ranked = sorted(((judge(new, p), key) for key, p in known), key=lambda t: (-t[0].score, t[1]))
    if len(ranked) == 1 and not ranked[0][0].same and len(new.names[0].split()) == 1:
        ranked = [(_only_bearer(ranked[0][0]), ranked[0][1])]
    if not ranked or not ranked[0][0].same:
        best = ranked[0][0] if ranked else Verdict(0.0, ("nobody of that name yet",))
        return None, best
    if len(ranked) > 1 and ranked[1][0].same and ranked[0][0].score - ranked[1][0].score < CLOSE:
        return None, Verdict(ranked[0][0].score, ("several people fit alike", *ranked[0][0].reasons))
    return ranked[0][1], ranked[0][0]


def _only_bearer(verdict: Verdict) -> Verdict:
    """A family name alone, where only one person known bears it and nothing speaks against them."""
    against = any(r.startswith(("different", "one is a man")) or "years apart" in r for r in verdict.reasons)
    if verdict.score < 0.3 or against:
        return verdict
    return Verdict(round(verdict.score + 0.2, 3), (*verdict.reasons, "the only one known of that name"))
