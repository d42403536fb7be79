"""Roles as pages word them -> a normal form: "Belarusian President" and "president of Belarus" are one office.

The wording stays beside the normal form wherever it is shown; the normal form is for joining and looking up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.people.countries import BY_ADJECTIVE, NAME_OF, country
from onrecord.people.given import fold
from onrecord.people.tables import table


@dataclass(frozen=True, slots=True)
class Office:
    """The normal form of a role. `body` is a country's usual name for its own offices; `status` is how it is held."""

    role: str  # "foreign minister", "spokesperson", "president"
    body: str | None = None
    country: str | None = None
    status: str = ""  # "", "former", "acting", "elect", "candidate"


# Words that tell how an office is held; they are cut from the role.
STATUS = {
    "former": "former", "ex": "former", "late": "former", "then": "former", "one-time": "former", "retired": "former",
    "outgoing": "", "current": "", "incumbent": "", "longtime": "", "veteran": "", "new": "", "newly": "", "top": "",
    "acting": "acting", "interim": "acting", "caretaker": "acting", "elect": "elect", "designate": "elect",
    "emeritus": "former", "deposed": "former", "ousted": "former", "exiled": "", "senior": "", "chief": "chief",
}  # fmt: skip

# Pattern over the folded wording -> role. The first that matches counts; offices of one country first.
ROLES: tuple[tuple[str, str], ...] = (
    (r"running[- ]mate|nominee|candidate|contender|hopeful", "candidate"),
    (r"first lady", "first lady"),
    (r"deputy prime minister|vice[- ]premier", "deputy prime minister"),
    (r"prime minister|\bpremier\b|taoiseach|head of (the )?government", "prime minister"),
    (r"deputy foreign minister|deputy minister of foreign", "deputy foreign minister"),
    (r"foreign minister|minister (of|for) (foreign|external)", "foreign minister"),
    (r"foreign secretary|secretary of state(?! for)", "foreign minister"),
    (r"top diplomat|external affairs minister|foreign affairs minister", "foreign minister"),
    (r"def[ec]n[cs]e (minister|secretary)", "defence minister"),
    (r"(minister (of|for)|secretary of) (national )?defen[cs]e", "defence minister"),
    (r"pentagon chief", "defence minister"),
    (r"finance minister|minister (of|for) finance|treasury secretary|secretary of the treasury", "finance minister"),
    (r"chancellor of the exchequer", "finance minister"),
    (r"interior minister|minister (of|for) (the )?(interior|internal)|home secretary|home affairs minister",
     "interior minister"),
    (r"justice minister|minister (of|for) justice", "justice minister"),
    (r"attorney general", "attorney general"),
    (r"(minister|secretary) (of|for|of state for) (the )?(\w+)|(\w+) (minister|secretary)$", "minister"),
    (r"vice[- ]president|deputy president", "vice president"),
    (r"under[- ]secretary[- ]general", "under-secretary general"),
    (r"deputy secretary[- ]general", "deputy secretary general"),
    (r"secretary[- ]general|general secretary", "secretary general"),
    (r"press secretary|spokes(man|woman|person)", "spokesperson"),
    (r"chief of staff", "chief of staff"),
    (r"vice[- ]chancellor", "vice chancellor"),
    (r"chancellor", "chancellor"),
    (r"head of state|\bpresident\b", "president"),
    (r"crown prince", "crown prince"),
    (r"supreme leader", "supreme leader"),
    (r"\bking\b", "king"), (r"\bqueen\b", "queen"), (r"\bemir\b", "emir"), (r"\bsultan\b", "sultan"),
    (r"\bpope\b|pontiff", "pope"),
    (r"\bsenator|\bsens?\.?\b", "senator"),
    (r"congress(man|woman|person)|\breps?\.?\b|\brepresentative\b(?! of| for| to)", "representative"),
    (r"lawmaker|\bmp\b|member of parliament|legislator|parliamentarian|\bdeputy\b$", "member of parliament"),
    (r"lieutenant governor|vice[- ]governor", "vice governor"),
    (r"\bgovernor|\bgovs?\.?\b", "governor"),
    (r"deputy mayor", "deputy mayor"), (r"\bmayor", "mayor"),
    (r"high commissioner", "high commissioner"), (r"commissioner", "commissioner"),
    (r"ambassador|envoy|permanent representative|charge d", "ambassador"),
    (r"speaker", "speaker"),
    (r"chief justice", "chief justice"), (r"\bjudge|\bjustice\b", "judge"), (r"prosecutor", "prosecutor"),
    (r"chief executive|\bceo\b", "chief executive"), (r"chief financial|\bcfo\b", "chief financial officer"),
    (r"chief economist", "chief economist"),
    (r"vice[- ]chair", "vice chair"), (r"\bchair(man|woman|person)?\b", "chair"),
    (r"managing director|director[- ]general|executive director|general director", "director"),
    (r"deputy director", "deputy director"), (r"director|\bhead\b|\bchief\b|\bboss\b", "director"),
    (r"campaign manager|manager", "manager"),
    (r"professor", "professor"), (r"adviser|advisor|\baide\b|strategist|consultant", "adviser"),
    (r"journalist|reporter|correspondent|columnist|anchor|editor", "journalist"),
    (r"lawyer|attorney|counsel|solicitor|barrister", "lawyer"),
    (r"doctor|physician|surgeon", "doctor"), (r"\bgeneral\b|\bgen\.?\b", "general"), (r"leader", "leader"),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern), role) for pattern, role in ROLES)
# Offices of a state: without a body, the country is the body.
STATE = frozenset(
    table("""president king queen emir sultan chancellor""")
) | {
    "prime minister", "deputy prime minister", "foreign minister", "deputy foreign minister", "defence minister",
    "finance minister", "interior minister", "justice minister", "attorney general", "vice president", "minister",
    "supreme leader", "crown prince", "first lady",
}  # fmt: skip
NATIONAL = {"secretary of state": "us", "chancellor of the exchequer": "gb", "home secretary": "gb",
            "foreign secretary": "gb", "taoiseach": "ie", "secretary of defense": "us"}  # fmt: skip


def office(role: str, body: str | None = None, where: str | None = None) -> Office:
    """The normal form of a role, with its body and country where the words or the arguments tell them.

    >>> office("President", "Belarus")
    Office(role='president', body='Belarus', country='by', status='')
    >>> office("former Mexican foreign minister")
    Office(role='foreign minister', body='Mexico', country='mx', status='former')
    >>> office("spokeswoman", "EB-5 Investment Coalition").role
    'spokesperson'
    """
    words = fold(role.replace("’s", "").replace("'s", ""))
    status = _status(words)
    found = next((name for pattern, name in PATTERNS if pattern.search(words)), None)
    kind = _minister(words) if found == "minister" else found or _bare(words)
    place = where or country(role) or (country(body) if body else None)
    place = place or next((code for title, code in NATIONAL.items() if title in words), None)
    if body is None and place and kind in STATE:
        body = NAME_OF.get(place)
    if kind == "candidate":
        status = "candidate"
    return Office(kind, body, place, status)


def _status(words: str) -> str:
    held = [STATUS[w] for w in re.split(r"[\s-]+", words) if w in STATUS and STATUS[w] not in ("", "chief")]
    return held[0] if held else ""


def _minister(words: str) -> str:
    """ "minister of education", "education secretary" -> "education minister"."""
    after = re.search(r"(?:minister|secretary) (?:of|for)(?: state for)? (?:the )?([\w ,]+)", words)
    if after:
        return " ".join(after[1].split()) + " minister"
    before = re.search(r"(\w+) (?:minister|secretary)$", words)
    if before and before[1] not in STATUS and before[1] not in ADJECTIVES:
        return f"{before[1]} minister"
    return "minister"


ADJECTIVES = frozenset(fold(a) for a in BY_ADJECTIVE)


def _bare(words: str) -> str:
    """The wording without status words, countries and articles."""
    kept = [w for w in words.split() if w not in STATUS and w not in ADJECTIVES and w not in ("the", "a", "an")]
    return " ".join(kept) or words
