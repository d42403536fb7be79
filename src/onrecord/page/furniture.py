"""Lines that are furniture by their words: invitations, credits, pointers to other articles. Tables, one per position."""

from __future__ import annotations

import re

# Whole short lines, anywhere. A line longer than this is prose whatever it begins with.
MAX_LINE = 300

_ANYWHERE = re.compile(
    r"""^\W*(?:
      advertisement(?:\s.{0,60})? | article\s+content | (?:story|article|content)\s+continues\b.{0,60} | continue\s+reading\b.{0,80}
    | scroll\s+(?:down\s+)?to\s+continue.{0,40} | loading\.* | skip\s+(?:advertisement|to\s+.{0,40}) | ad(?:\s+feedback)?
    | (?:read|see|watch|listen|hear|view)\s+(?:also|more|next|now|here|this|related|it)\b(?:\s*[:|»>].{0,250}|.{0,40}) | read\s+(?:the\s+)?full\s+(?:story|article|report).{0,60}
    | (?:also|more)\s+(?:read|see|on|from|in|stories|news|coverage|about)\b[^.]{0,80}(?:[:].{0,200})? | more\s*[:|].{0,200} | (?:also|related|recommended|trending|see\s+also|read|watch|listen|explainer)\s*:.{0,250}
    | related(?:\s+(?:stories|articles|news|posts|content|coverage|topics|links|video)\b.{0,80})? | \[?\s*related\s*:.{0,250} | recommended(?:\s+(?:stories|reading|videos))?
    | (?:view|see|show)\s+all\b.{0,40} | (?:watch|video|gallery|photos|listen|read|podcast|in\s+pics|poll|quiz)\s*\|.{0,250}
    | (?:(?:facebook|twitter|linkedin|whatsapp|e-?mail|print|copy\s+(?:link|url)|pinterest|reddit|flipboard|send|messenger|telegram|vk|bluesky|threads|tumblr|linked\s+in|line|youtube|rss|instagram|tiktok|x|share|save|like|comments?|sms|url\s+is\s+copied|font\s+size|more)\b\W*){2,}
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,100} | don['’]t\s+miss.{0,120} | (?:what\s+to\s+)?(?:read|watch|know)\s+next
    | (?:most|popular|trending|latest|top)\s+(?:read|popular|now|stories|news|videos)\b.{0,30} | editor['’]?s['’]?\s+picks?
    | (?:please\s+)?(?:sign|log)\s*(?:-\s*)?(?:up|in)\b.{0,250} | (?:click|tap)\s+(?:here|on\s+the|below)\b.{0,200}
    | (?:please\s+)?subscribe\b.{0,250} | (?:get|receive)\b.{0,120}\b(?:inbox|newsletters?)\b.{0,120} | join\s+(?:our|the|us)\b.{0,120}\b(?:newsletter|channel|group|telegram|whatsapp|community)\b.{0,80}
    | follow\s+(?:us|@?\w+(?:\s\w+){0,4})\s+on\b.{0,150} | (?:like|find|join|visit)\s+(?:us|\w+(?:\s\w+){0,2})\s+on\s+(?:facebook|twitter|instagram|x|telegram|linkedin|youtube|tiktok)\b.{0,120}
    | share(?:\s+(?:this|on|via|article|with|save|your).{0,80})? | (?:facebook|twitter|linkedin|whatsapp|e-?mail|print|copy\s+link|pinterest|reddit|save|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|tweet|x)
    | explore\s+further.{0,80} | view\s+this\s+post\s+on\s+instagram.{0,80} | something\s+to\s+consider | disclaimer | (?:photo|image|picture|photograph|video|credit|source|illustration|photos|images|file\s+photo|foto|cover\s+image|graphic)\s*(?:\([^)]{0,40}\))?\s*(?:credit)?\s*[:/©].{0,250}
    | (?:©|\(c\)|copyright\b).{0,250} | all\s+rights\s+reserved.{0,200}
    | (?:our\s+standards\s*:.{0,80}) | (?:view|leave|post|show|add|hide|load|see)\s+(?:all\s+|a\s+|more\s+|the\s+|\d+\s+)*(?:comments?|replies|gallery|photos|images|more)\b.{0,40}
    | (?:tags?|topics?|keywords|filed\s+under|categories|category|labels|in\s+this\s+(?:article|story))\s*:?.{0,5} | (?:tags?|topics|filed\s+under|categories|keywords)\s*:.{0,250}
    | \d+\s*(?:/|of)\s*\d+ | (?:open|opens)\s+(?:in\s+)?(?:a\s+)?new\s+(?:tab|window)\.? | table\s+of\s+contents | (?:play|watch|pause)(?:\s+video)? | listen\s+to\s+(?:this\s+)?(?:article|story).{0,60}
    | (?:\d+\s*)?(?:min(?:ute)?s?|-minute)\s+(?:read|listen) | (?:purchase|buy)\s+licensing\s+rights.{0,40} | request\s+(?:a\s+)?reprints?.{0,40} | report\s+(?:a\s+)?(?:typo|error).{0,60}
    | this\s+(?:advertisement|ad|content)\s+(?:has|is|was|will).{0,120} | (?:we\s+use\s+cookies|this\s+(?:site|website)\s+uses\s+cookies|accept\s+(?:all\s+)?cookies).{0,250}
    | (?:view|see)\s+(?:the\s+)?(?:discussion|profile|bio|archive|original).{0,60} | (?:thanks|thank\s+you)\s+for\s+(?:reading|subscribing|signing).{0,120} | back\s+to\s+top | (?:next|previous)(?:\s+(?:article|story|post|slide|page))?
    )\W*$""",
    re.X | re.I,
)
# At the end of an article only: agency sign-offs stay, pointers and addresses go.
_AT_END = re.compile(
    r"""^\W*(?:
      via\s+\S+ | (?:additional\s+)?(?:reporting|writing)\s+(?:and\s+(?:writing|editing)\s+)?by\s.{0,280} | editing\s+by\s.{0,200}
    |  source\s*:.{0,120} | sources?\s*:?\s.{0,60} | (?:with|additional)\s+(?:reports?|reporting|inputs?|files?|information)\s+(?:from|by)\b.{0,200}
    | [\w.+-]+@[\w-]+\.[\w.]{2,}.{0,80} | (?:https?://|www\.|twitter\.com/|facebook\.com/|@)\S+ | (?:e-?mail|contact|reach|write\s+to|write)\b.{0,80}(?:@|\bat\b).{0,120}
    | (?:updated|published|posted|first\s+published|last\s+updated|originally\s+published)\b.{0,100} | (?:more|find\s+more|for\s+more)\b.{0,120}https?://\S+.{0,100} | for\s+more\b.{0,200}
    | (?:follow)\b.{0,200} | (?:the\s+)?(?:associated\s+press|\w+(?:\s\w+)?)\s+(?:writers?|reporters?|correspondents?|journalists?|producers?)\s.{0,250}\bcontributed\b.{0,60}
    | .{0,200}\bcontributed\s+to\s+this\s+(?:report|story|article|post)\.? | this\s+(?:story|article|report|post)\s+(?:has\s+been|was|is)\s+(?:updated|corrected|originally|first|republished|syndicated|produced|part)\b.{0,200}
    | (?:correction|clarification|editor['’]s\s+note)\b.{0,250} | comments? | -\s*30\s*- | \#{2,} | (?:the\s+)?end | \*{3,} | (?:have|got)\s+a\s+(?:tip|story|news|question).{0,200}
    )\W*$""",
    re.X | re.I,
)  # fmt: skip
# At the start only: bylines, dates, reading times.
_AT_START = re.compile(
    r"""^\W*(?:
      by\s+\S.{0,120} | (?:written|reported|posted|story|words|text)\s+by\b.{0,100} | (?:updated|published|posted|last\s+(?:updated|modified)|first\s+published|created|date)\b.{0,100}
    | (?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s.{0,60}\d.{0,30} | .{0,60}\b(?:19|20)\d\d\b.{0,30} | \d{1,2}:\d\d\b.{0,80} | .{0,40}\bmin(?:ute)?s?\s+read\b.{0,20} | \d+\s+(?:hours?|minutes?|days?|mins?)\s+ago\b.{0,20}
    | (?:key\s+points|summary|highlights|in\s+brief|what\s+you\s+need\s+to\s+know|takeaways|bullet\s+points|article\s+summary|ai\s+summary)\W* | (?:exclusive|analysis|opinion|review|breaking|news|video|watch|live|premium|explainer|factbox)
    | .{0,60}\b(?:staff\s+writer|correspondent|associated\s+press|reporter|contributor|columnist|editor|journalist)\W*
    )\W*$""",
    re.X | re.I,
)  # fmt: skip


# Requests to the reader, wherever they stand in a paragraph of their own.
_ASKS = re.compile(
    r"""\b(?:sign\s+up\s+(?:here|now|today|(?:for|to|to\s+receive)\s+(?:our|the|my|free|breaking|daily|your|a\s+free))\b | dear\s+readers? | subscribe\s+(?:to\s+(?:our|the|my|us|receive|unlock|continue)|now|today|here)
    | (?:our|my|the|this|free)\s+(?:\w+\s+){0,2}newsletters?\b | bookmark\s+\w+\.com | if\s+you\s+(?:enjoyed|liked|like|value)\s+(?:this|our|what)\b
    | support\s+(?:our|independent|quality|local)\s+(?:\w+\s+)?(?:journalism|work|reporting|media) | become\s+a\s+(?:member|subscriber|supporter|patron) | make\s+a\s+(?:tax-deductible\s+)?donation
    | (?:to|in)\s+your\s+(?:e-?mail\s+)?inbox | download\s+(?:our|the)\s+(?:\w+\s+){0,2}app\b | (?:this|the)\s+video\s+(?:has\s+failed|failed|is\s+unavailable|cannot)
    | (?:unlimited|full)\s+(?:online\s+|digital\s+)?access | e-?paper\b | with\s+one\s+account | reserved\s+for\s+(?:\w+\s+)?subscribers | support\s+(?:local|quality|independent)\s+journalism
    | exclusive\s+articles\s+(?:by|from) | daily\s+(?:puzzles|content)\b | (?:unlock|free)\s+(?:more|to\s+read)\b | get\s+e-?mail\s+updates | additional\s+articles\s+per | access\s+articles | ad\s?block(?:er)?\s+users
    | you\s+can\s+e-?mail\b.{0,80}\bhere\b | sign\s+in\s+or\s+create | read\s+more\s+of\b.{0,80}articles
    | (?:valid|your)\s+e-?mail\s+address | don['’]t\s+have\s+an\s+account | by\s+signing\s+up\b | thanks\s+for\s+signing | junk\s+folder | has\s+not\s+loaded | registering\s+for\s+free | join\s+the\s+conversation
    | tap\s+here\s+to\s+see | already\s+a\s+(?:subscriber|member) | create\s+an\s+account\s+or\s+sign\s+in | enable\s+javascript | (?:turn|switch)\s+off\s+your\s+ad\s?blocker
    | (?:we\s+use|uses|store|accept)\s+cookies\b | privacy\s+policy\b | terms\s+of\s+(?:use|service)\b | cookie\s+(?:policy|settings|preferences)\b | (?:customer|subscriber)\s+service\s+cent(?:er|re)
    )""",
    re.X | re.I,
)  # fmt: skip
_QUOTED = re.compile(r"[“”„«»]|\"\w[^\"]{15,}\"")


# Credits that end a caption where the page marks none: "(AP Photo/A. Name)", "[File: Reuters]", "REUTERS/A. Name".
_CREDIT = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|Reuters|Getty|EPA|Photo|Image|File|Courtesy|Unsplash|Shutterstock|Screenshot)\b"
    r"[^()]{0,60}\)\s*(?:\w+ Photo)?$|[.!?”\"]\s*\([A-Z][\w/ .-]{1,30}\)$|\[(?:File|Photo|AP|AFP|Reuters|EPA|Getty)\b[^\[\]]{0,60}\]$"
    r"|\b(?:AP Photo|Getty Images|REUTERS/\w|/REUTERS|/AFP|AFP/|EPA-EFE|Shutterstock|Copyright|Purchase Licensing Rights|File (?:photo|image|pic))\b.{0,80}$"
    r"|\b(?:NO RESALES|MANDATORY CREDIT|via REUTERS)\b|\bfile (?:photo|image|picture)\W*$|\b(?:Photo|Image|Credit|Picture):.{0,80}$|^\[\d+/\d+\]",
    re.I,
)


def credited(line: str) -> bool:
    """Whether a line ends in an image's credit, as captions do."""
    return len(line) < 600 and bool(_CREDIT.search(line))


# What follows an article in a dump: after one of these lines, nothing more of it comes.
_AFTER = re.compile(
    r"""^\W*(?:read\s+next | our\s+standards\b.* | most\s+(?:popular|viewed|read|recent|commented)\b.{0,40} | related\s+(?:posts?|articles?|stories|news|topics|content|links|tags)\b.{0,40}
    | (?:\d+\s+)?comments? | (?:leave|post|add)\s+a\s+(?:comment|reply).{0,40} | would\s+you\s+like\s+to\s+comment.* | have\s+something\s+to\s+say.* | share\s+comments?
    | (?:recommended|suggested|trending|popular|latest)(?:\s+(?:stories|articles|news|posts|videos|for\s+you|now)\b.{0,40})? | (?:more|other|also)\s+(?:from|in|on|stories|news|articles)\b.{0,60} | editor['’]?s['’]?\s+(?:choice|picks?)
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,60} | (?:previous|next)\s+(?:post|article|story) | topics | keywords | tags:?.{0,60} | filed\s+under.{0,80} | about\s+the\s+(?:author|writer)s? | \(end\)
    | sign\s+up\b.{0,100} | subscribe\s+(?:to|now|today).{0,80} | newsletters? | source:.{0,60} | back\s+to\s+top | copyright\b.{0,100} | ©.{0,120} | all\s+rights\s+reserved.{0,60} | advertisement\s+feature
    | recent\s+(?:news|posts|articles|stories)\b.{0,60} | follow\s+us\b.{0,60} | add\s+\S+\s+to\s+your\s+google.{0,40} | go\s+to\s+accessibility.{0,40} | what\s+to\s+read\s+next | up\s+next | loading.{0,20}
    )\W*$""",
    re.X | re.I,
)  # fmt: skip


def after(line: str) -> bool:
    """Whether a line heads what follows an article."""
    return len(line) < 140 and bool(_AFTER.match(line))


_LEGAL = re.compile(
    r"\b(?:cookies?|opt(?:ing)?[- ]out|personal (?:information|data)|privacy|third parties|gdpr|ccpa|consent|your browser"
    r"|data protection|legitimate interest|ad blocker|terms and conditions)\b",
    re.I,
)


def legal(line: str) -> bool:
    """Whether a line is about the page's own cookies and conditions: two such words, and nobody quoted."""
    found = {m.lower() for m in _LEGAL.findall(line[:2000])}
    return len(found) >= 2 and not _QUOTED.search(line)


def asks(paragraph: str) -> bool:
    """Whether a paragraph asks its reader to subscribe, sign up, give or accept; what people are quoted with never does."""
    return bool(_ASKS.search(paragraph)) and not _QUOTED.search(paragraph)


def anywhere(line: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    return len(line) <= MAX_LINE and bool(_ANYWHERE.match(line))


def at_end(line: str) -> bool:
    """Whether a line after the last paragraph is furniture."""
    return len(line) <= MAX_LINE and bool(_AT_END.match(line))


_DATED = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified)|created)\b.{0,90}\d.{0,40}"
    r"|(?:\w{3,9}\.?\s+\d{1,2},?|\d{1,2}\s+\w{3,9}\.?,?)\s+(?:19|20)\d\d(?:\W.{0,20}|\s*(?:updated|posted|published|last).{0,60})?)$",
    re.I,
)


def dated(line: str) -> bool:
    """Whether a line gives a date and nothing else."""
    return bool(_DATED.match(line))


def at_start(line: str) -> bool:
    """Whether a line before the first paragraph is furniture."""
    return len(line) <= 140 and bool(_AT_START.match(line))
