"""What kind of body a name names, for directories: judged by its words alone, the first rule that fits. Pure.

It sorts a list for readers and claims nothing: no statement is read or kept otherwise because of it."""

from __future__ import annotations

import re

from onrecord.people.countries import BY_ADJECTIVE, BY_NAME

OTHER = "other"
# Kind: words that show it, in small letters; "|" stands between them, and in a word a dot, "?" or "\\b" is as in `re`.
# Tried from top to bottom: "European Parliament" is international before it is a parliament.
_RULES = r"""
international: united nations|\bu\.?n\.?\b|unesco|unicef|unhcr|security council|general assembly
international: european (union|commission|parliament|council|central bank)|\be\.?u\.?\b|\bnato\b|\bosce\b
international: council of europe|world (bank|health|trade|food|meteorological)
international: \b(imf|wto|iaea|opec|asean|opcw|icc)\b|monetary fund|african union|arab league|interpol|europol
international: red cross|\bg-?(7|8|20)\b|atomic energy agency
media: \bnews\b|newspaper|broadcast|magazine|gazette|\bradio\b|television|\btv\b|\bherald\b|\btimes$
media: associated press|\b(bbc|cnn|abc|nbc|cbs|npr|afp|tass|bloomberg|reuters|xinhua|belta|interfax)\b
media: (daily|morning|evening|sunday|washington|york|angeles) (times|post|herald|mail|telegraph)
court: \b(court|tribunal|judiciary)\b|prosecut|attorney general|ombuds
bank: central bank|national bank|federal reserve|reserve bank|bank of (england|japan|canada|russia|france|italy)
education: universit|college|\bschool\b|institute|academy|laborator|hospital|observatory|museum|research cent
parliament: parliament|\bsenate\b|\bcongress\b|house of (representatives|commons|lords)|^house$|national assembly
parliament: legislat|duma|bundestag|bundesrat|knesset|\brada\b|\bsejm\b|seimas|chamber of deputies|majlis|\bdiet\b
parliament: \b(house|senate)\b.* committee$
security: police|constabular|sheriff|security service|secret service|intelligence|\b(fbi|cia|nsa|fsb|mi5|mi6|kgb)\b
security: border guard|coast ?guard|customs|gendarm|\barmy\b|\bnavy\b|air force|armed forces|military|\bmarines\b
security: \bforces?$|brigade|general staff|\bfire (and rescue|brigade|department|service)
ministry: ministr|\bdepartment\b|treasury|foreign office|home office|pentagon|exchequer
party: \bparty\b|democrats?$|republicans?$|\blabour$|conservatives$|\bgop\b|movement|coalition|\bfront$
party: sinn f[eé]in|\bcampaign$|\bcaucus$
government: government|cabinet|white house|kremlin|downing street|presiden|palace|prime minister
government: council of ministers|\bexecutive$|\badministration$|privy council|royal household|chancellery
local: \b(city|town|county|borough|parish|municipal|province|prefecture|district|village|mayor|governor)|\bcouncil$
local: regional
agency: agency|authority|commission|bureau|\boffice\b|inspectorate|\bservice\b|administration|committee|\bboard\b
agency: regulator|\bcent(re|er)\b|directorate|council|embassy|mission|registry
company: \b(inc|ltd|llc|plc|gmbh|corp|co|company|corporation|airlines?|airways|bank|group|holdings?|industries|motors)\b
"""


def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (line.partition(": ") for line in _RULES.strip().splitlines())
    return tuple((kind, re.compile(pattern)) for kind, _, pattern in lines)


RULES = _rules()
ORDER = (
    "state", "government", "ministry", "parliament", "court", "security", "bank", "agency", "local", "party",
    "international", "education", "media", "company", OTHER,
)  # fmt: skip


def kind_of(name: str) -> str:
    """The kind of the body of that name, one of `ORDER`.

    >>> [kind_of(n) for n in ("Belarus", "Foreign Ministry", "U.N. Security Council", "Supreme Court", "Norrfly")]
    ['state', 'ministry', 'international', 'court', 'other']
    """
    folded = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")
    if " ".join(name.split()).removeprefix("the ") in BY_NAME:
        return "state"
    return next((kind for kind, pattern in RULES if pattern.search(folded)), OTHER)


def country_of(name: str) -> str | None:
    """The country that the name itself names: "Belarus", "Belarusian Foreign Ministry", "Government of Mali".

    >>> country_of("French Senate"), country_of("Ministry of Health of Belarus"), country_of("Senate")
    ('fr', 'by', None)
    """
    words = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    first, last = words.split(" ")[0].removesuffix("'s").removesuffix("’s"), words.rpartition(" of ")[2]
    for part, table in (
        (words, BY_NAME),
        (last.removeprefix("the "), BY_NAME),
        (first, BY_NAME),
        (first, BY_ADJECTIVE),
    ):
        if part in table:
            return table[part]
    return None
