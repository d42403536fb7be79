"""What stands around a statement: the question it answers, to whom, on what occasion, where, and through whom.

Patterns are bounded and run over one sentence at a time, in which the reported words are blanked out, so that a
speaker's own "in the interview" is no occasion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Span

BLANKED = "\x00"  # stands for every code point of a content in a frame

# A noun phrase without a parser: words up to one that begins something else.
STOPS = (
    r"(?:that|on|in|at|during|after|before|when|while|as|to|who|whom|whose|which|whether|if|how|why|what|where|about|from"
    r"|by|with|he|she|they|we|it|there|i|saying|adding|said|says|told|and\s+(?:said|that|added)|but|because|earlier"
    r"|later|yesterday|today|tomorrow|since|following|ahead|via|through|last|this|is|are|was|were|has|have|had|will|would"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_TITLED = "|".join(rf"(?<=\b{title})" for title in ("[A-Z]", "Mr", "Ms", "Mrs", "Dr", "Sen", "Rep", "Gov", "Gen"))
WORD = rf"[^\W_](?:[\w’'&-]|\.(?=[\w]))*(?:(?:{_TITLED})\.)?"
NOUNS = rf"(?:(?!{STOPS}\b){WORD})(?:\s+(?!{STOPS}\b|(?:the|a|an|his|her|their|its)\s){WORD}){{0,9}}"
PHRASE_OF = re.compile(
    rf"(?:(?:the|a|an|his|her|their|its|some)\s+)?{NOUNS}(?:\s+(?:of|for|from)\s+(?:(?:the|a|an)\s+)?{NOUNS}){{0,2}}"
)

# A question told as a clause. `drop` is left out of the question's words, `keep` belongs to them.
ASKED = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|queried)\b"
    r"(?:\s+(?!(?:whether|if|how|why|what|when|where|who|which|about|to)\b)[^,:;“”\"\x00]{0,80}?)??\s+(?:(?P<drop>whether|if)|(?P<keep>about|on|how|why|what|when|where|who|which))\b\s*",
    re.IGNORECASE,
)
# "Asked", "When asked" as a cue: at the start of a sentence or a clause, not "was asked".
ASKED_PARTICIPLE = re.compile(
    r"(?:(?:^|[.,;!?”\"’»\n—–]\s*|\A)|\b(?:[Ww]hen|[Ii]f)\s+)(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)$"
)
OPENS_ASKED = re.compile(r"(?:When\s+)?(?:Asked|Pressed|Questioned)\s")
TO_QUESTION = re.compile(
    r"\b(?:answering|(?:in\s+)?(?:response|reply|answer|responding|replying|commenting)\s+(?:to|on))\s+"
    r"(?:[\w’'-]+\s+){0,4}?(?:questions?|queries|query)\s+(?:from\s+[^,:;“”\"\x00]{1,60}?\s+)?"
    r"(?:(?P<drop>(?:as\s+to\s+|of\s+|on\s+|about\s+)?(?:whether|if))"
    r"|(?P<keep>about|on|regarding|concerning|how|why|what|when|where|who|which))\b\s*",
    re.IGNORECASE,
)
# A frame without one of these holds neither pattern: most frames, so most of the work is saved.
QUESTION_HINTS = ("sked", "uestion", "ressed", "uizzed", "ueried", "queries", "query")

TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|assured|assuring|reminded|warned|notified|briefed"
    r"|(?:spoke|speaking|speaks|talked|talking|talks)\s+(?:to|with|before)"
    r"|(?:said|replied|responded|wrote|writing|remarked|complained|explained|confirmed|announced|admitted|confided|repeated)\s+to"
    r"|(?:letter|message|note|e-?mail|memo|statement|remarks|comments?|address|speech|telegram|interview)\s+to(?=\s+\w+\s*[,:\x00])"
    r"|(?:answered|answering|replying\s+to|responding\s+to|taking|took)\s+questions\s+from|addressing|addressed)\s+",
    re.IGNORECASE,
)
# A frame without one of these holds no such verb.
TOLD_HINTS = (
    " to ",
    "told",
    "tell",
    "inform",
    "assur",
    "remind",
    "warned",
    "notif",
    "brief",
    "with ",
    "before",
    "uestions",
    "ddress",
)
PLAIN_WORD = re.compile(r"[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*")
# A pronoun tells no reader who was addressed.
NOT_TOLD = frozenset(
    "the a an him it her them us me you himself herself itself themselves myself everyone everybody".split()
)
NOT_ADDRESSEE = re.compile(
    r"(?:the\s+)?(?:questions?|issue|matter|problem|criticism|crisis|situation|point|public\s+demand|applause|laughter)\b",
    re.I,
)

# Speech events that set the scene when their sentence reports nothing itself.
EVENT = re.compile(
    r"\b(?:talked|talks(?=\s+(?:to|with)\b)|spoke|speaks|addressed|addresses|met|answered|answers|took\s+questions|held\s+(?:a|an|his|her|its)"
    r"|gave\s+(?:a|an|his|her)|delivered|hosted|appeared|commented|touched\s+upon|faced)\b",
    re.IGNORECASE,
)

PREPOSITION = (
    r"(?:on\s+the\s+(?:sidelines|margins|fringes)\s+of|at\s+the\s+(?:opening|close|start|end)\s+of|in\s+the\s+course\s+of"
    r"|in\s+response\s+to|in|at|on|during|after|before|via|through|following)"
)
# The nouns of events and documents at, in, on which something is said.
HEADS = frozenset(
    "statement statements interview interviews conference conferences briefing briefings meeting meetings"
    " summit summits speech speeches address session sessions debate debates hearing hearings forum forums"
    " rally rallies talks visit trip ceremony event events call calls conversation conversations message"
    " messages letter letters tweet tweets post posts blog blogs op-ed column leaflet broadcast comments"
    " remarks testimony filing memo memorandum email e-mail emails e-mails channel page release releases"
    " lecture congress convention stop hall halls panel roundtable sidelines parliament court twitter facebook"
    " telegram instagram youtube weibo x television tv radio podcast show programme program gathering"
    " reception dinner lunch breakfast assembly consultations negotiations discussion discussions appearance"
    " appearances vigil protest march sermon inauguration video memoir memoirs book essay editorial"
    " interrogation trial inquest symposium seminar workshop exhibition tour livestream webinar mass funeral"
    " sitting presentation rehearsal journal magazine newspaper gala banquet commission committee council note"
    " diary report article study paper transcript audience phone telephone communiqué communique declaration"
    " document order decree ruling judgment verdict bulletin newsletter circular website site text caption"
    " notice affidavit complaint lawsuit sign".split()
)
HEAD = rf"(?:{'|'.join(sorted(HEADS, key=lambda w: (-len(w), w)))})"
OCCASION = re.compile(
    rf"\b{PREPOSITION}\s+(?:(?!{STOPS}\b|the\s+(?:year|day|week))[\w’'.&-]+\s+){{0,9}}?{HEAD}\b(?!['’]s\b)",
    re.IGNORECASE,
)
# What may follow an occasion's head noun: "with the BBC", "in Yerevan", "of foreign ministers".
AFTER_HEAD = re.compile(
    rf"(?:\s+(?:of|with|in|at|for|to|about|between|on|by|hosted\s+by|organi[sz]ed\s+by|dedicated\s+to)\s+"
    rf"(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|which\b|whom\b|that\b|(?:19|20)\d\d\b)(?:(?:the|a|an|his|her|its|their)\s+)?{NOUNS}){{1,3}}",
    re.IGNORECASE,
)
# "published on Friday", "handed to the minister"
PUBLISHED = re.compile(
    r"\s+(?:published|broadcast|aired|released|posted|held|printed|handed|sent|addressed|distributed|circulated|delivered)"
    rf"\s+(?:(?:on|in|by|at|to)\s+)?(?:(?:the|a|an|his|her|its|their)\s+)?(?:\w+day\b|{NOUNS})"
)
MORE_HEADS = re.compile(rf"(?:\s+{HEAD}\b)+", re.IGNORECASE)
BY_PHONE = re.compile(
    r"\b(?:by\s+(?:satellite\s+|mobile\s+|video\s+)?(?:tele)?(?:phone|link)|over\s+the\s+(?:tele)?phone)(?:\s+from\s+the\s+[\w-]+)?",
    re.I,
)
# Any noun phrase after "at the", "after the" that closes the sentence's frame: "said after the sitting."
PLAIN = re.compile(
    rf"\s+(?P<phrase>(?:at|after|during|before|from)\s+(?:the|a|an|his|her|their|its)\s+(?!(?:age|time|end|beginning|moment|same|start|cost|first|last|request|day|week|month|year|hands?|heart)\b)"
    rf"{NOUNS}(?:\s+of\s+(?:the\s+|a\s+)?{NOUNS})?(?:\s+on\s+\w+day)?)(?=\s*(?:[.,:;\x00]|$))"
)
HEADLESS = re.compile(
    r"\bon\s+the\s+(?:sidelines|margins|fringes)\s+of\s+(?:[\w’'.&-]+\s+){0,12}[\w’'&-]+", re.IGNORECASE
)
PLACE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?([A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3})\s*$")
NOT_PLACE = frozenset(
    "twitter facebook telegram instagram youtube english russian french german chinese arabic".split()
)

REPORTED = re.compile(
    r",\s+(?P<link>(?:the\s+)?[\w’'.& -]{2,60}?\s(?P<verb>(?:has\s+|have\s+)?(?:reported|reports|writes|wrote|learned))"
    r"(?:\s+(?:citing|with\s+reference\s+to)\s+[^,:;“”\"\x00]{2,80})?)[.\s]*$"
)
LEARNED = re.compile(r"(?:has|have|had)\s+(?:learn(?:ed|t)|been\s+(?:told|informed))|learn(?:ed|t|s)", re.IGNORECASE)
VIA = re.compile(
    r"\b(?:(?:excerpts\s+(?:of|from)\s+which\s+were\s+)?(?:quoted|carried|printed|published|reported|cited|relayed|broadcast)\s+by\s+(?:(?!\s+as\s+saying)[^,:;“”\"()\x00]){2,60}|(?:citing|quoting|with\s+(?:a\s+)?reference\s+to)\s+[^,:;“”\"()\x00]{2,90}"
    r"|as\s+quoted\s+by\s+[^,:;“”\"()\x00]{2,60})",
    re.IGNORECASE,
)
MEDIA = re.compile(
    r"\b(?:news|newspapers?|agency|agencies|daily|weekly|channel|tv|television|radio|magazine|portal|website|outlet"
    r"|media|press|times|post|journal|bbc|cnn|reuters|afp|ap|tass|xinhua|interfax|bloomberg|ria|novosti|belta|ukrinform"
    r"|gazette|tribune|guardian|telegraph|herald|broadcaster|service|bulletin|wire|sources?)\b",
    re.IGNORECASE,
)


# An outlet as the whole of a noun phrase: "the television channel Sada", "Reuters".
OUTLET = re.compile(
    r"(?:(?:the|a|an|its)\s+)?(?:\w+\s+){0,2}(?:news\s*paper|agency|agencies|daily|weekly|channel|radio(?:\s+station)?|station|magazine"
    r"|portal|website|outlet|broadcaster|sources?|media|Reuters|AFP|AP|TASS|Xinhua|Interfax|Bloomberg|BBC|CNN)\b(?:\s+[\w’'-]+){0,5}$"
)


def frame(text: str, sentence: Span, contents: Iterable[Span]) -> str:
    """The sentence with every code point of `contents` blanked, so that offsets stay."""
    parts, at = [], sentence.start
    for start, end in contents:
        start, end = max(start, at), min(end, sentence.end)
        if start >= end:
            continue
        parts += [text[at:start], BLANKED * (end - start)]
        at = end
    parts.append(text[at : sentence.end])
    return "".join(parts)


def question(shown: str, offset: int, before: int) -> Span | None:
    """The question that the words before `before` tell as a clause ("When asked whether …, he said")."""
    if not any(hint in shown for hint in QUESTION_HINTS):
        return None
    for pattern in (ASKED, TO_QUESTION):
        for m in pattern.finditer(shown):
            start = m.start("keep") if m.group("keep") else m.end()
            if m.group("keep") and m.group("keep").lower() in ("about", "on", "regarding", "concerning"):
                start = m.end()
            end = _clause_end(shown, m.end())
            if end - start > 2 and offset + start < before:
                return Span(offset + start, offset + end)
    return None


CLAUSE_END = re.compile(r"[,:;“”\"\x00]|\s[—–-]\s|[.!?]$")


def _clause_end(shown: str, at: int) -> int:
    m = CLAUSE_END.search(shown, at)
    end = m.start() if m else len(shown)
    while end > at and shown[end - 1] in " \u00a0":
        end -= 1
    return end


def addressees(shown: str, offset: int) -> Iterator[tuple[int, Span]]:
    """Those to whom the sentence says that it was said, each with the place of the verb that says so."""
    if not any(hint in shown for hint in TOLD_HINTS):
        return
    for m in TOLD.finditer(shown):
        found = PHRASE_OF.match(shown, m.end())
        if found and found.group().lower() not in NOT_TOLD and not NOT_ADDRESSEE.match(found.group()):
            yield offset + m.start(), _trimmed(shown, offset, found.start(), found.end())


def occasions(shown: str, offset: int, after: Iterable[int] = ()) -> Iterator[Span]:
    """At, in, on what it was said, preposition included: the surest kind of phrase first.

    Right after one of the offsets `after` (the end of a cue or source) any place or event will do.
    """
    words = PLAIN_WORD.findall(shown.lower())
    for m in () if HEADS.isdisjoint(words) else OCCASION.finditer(shown):
        end = m.end()
        for tail in (MORE_HEADS, AFTER_HEAD, PUBLISHED):
            if more := tail.match(shown, end):
                end = more.end()
        yield _trimmed(shown, offset, m.start(), end)
    for hint, pattern in ((" of ", HEADLESS), ("phone", BY_PHONE), ("link", BY_PHONE)):
        for m in () if hint not in shown else pattern.finditer(shown):
            yield _trimmed(shown, offset, m.start(), m.end())
    for end in sorted(after):
        if plain := PLAIN.match(shown, end - offset):
            yield _trimmed(shown, offset, plain.start("phrase"), plain.end())


def place(text: str, occasion: Span) -> Span | None:
    """The place that an occasion names at its end: "… summit in Yerevan"."""
    m = PLACE.search(text, occasion.start, occasion.end)
    if m is None or m.group(1).lower() in NOT_PLACE:
        return None
    return Span(m.start(1), m.end(1))


def _trimmed(shown: str, offset: int, start: int, end: int) -> Span:
    while end > start and shown[end - 1] in " .,\u00a0":
        end -= 1
    return Span(offset + start, offset + end)


def chain(shown: str, offset: int, cues: Sequence[Span]) -> list[Span]:
    """Through whom the page has it, where the sentence says so in words that are no statement's cue."""
    if shown.rstrip()[-1:] == "." and (m := REPORTED.search(shown, max(0, len(shown) - 200))):
        verb = offset + m.start("verb")
        if not any(s <= verb < e for s, e in cues):
            return [_trimmed(shown, offset, *m.span("link"))]
    if "ing " not in shown and " by " not in shown and "reference" not in shown:
        return []
    return [_trimmed(shown, offset, m.start(), m.end()) for m in VIA.finditer(shown) if MEDIA.search(m.group())]
