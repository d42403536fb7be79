"""Lines that are furniture by their words: invitations, credits, pointers to other articles.

One table for each place where a line may stand; every row is a regular expression for a whole line. All repetitions
are bounded and lines are short, so that no input can make them slow.
"""

from __future__ import annotations

import re

MAX_LINE = 300  # a longer line is prose whatever it begins with

# Anywhere: advertisements, pointers ("Read more: …"), requests, sharing buttons, image credits, legal lines.
_ANYWHERE_TABLE = (
    r"advertisement(?:\s.{0,60})?",
    r"article\s+content",
    r"(?:story|article|content)\s+continues\b.{0,60}",
    r"continue\s+reading\b.{0,80}",
    r"scroll\s+(?:down\s+)?to\s+continue.{0,40}",
    r"loading\.*",
    r"skip\s+(?:advertisement|to\s+.{0,40})",
    r"ad(?:\s+feedback)?",
    (
        r"(?:read|see|watch|listen|hear|view)\s+(?:also|more|next|now|here|this|related|it)\b(?:\s*[:"
        r"|»>].{0,250}|.{0,40})"
    ),
    r"read\s+(?:the\s+)?full\s+(?:story|article|report).{0,60}",
    r"(?:also|more)\s+(?:read|see|on|from|in|stories|news|coverage|about)\b[^.]{0,80}(?:[:].{0,200})?",
    r"more\s*[:|].{0,200}",
    r"(?:also|related|recommended|trending|see\s+also|read|watch|listen|explainer)\s*:.{0,250}",
    r"related(?:\s+(?:stories|articles|news|posts|content|coverage|topics|links|video)\b.{0,80})?",
    r"\[?\s*related\s*:.{0,250}",
    r"recommended(?:\s+(?:stories|reading|videos))?",
    r"(?:view|see|show)\s+all\b.{0,40}",
    r"(?:watch|video|gallery|photos|listen|read|podcast|in\s+pics|poll|quiz)\s*\|.{0,250}",
    (
        r"(?:(?:facebook|twitter|linkedin|whatsapp|e-?mail|print|copy\s+(?:link|url)|pinterest|reddit"
        r"|flipboard|send|messenger|telegram|vk|bluesky|threads|tumblr|linked\s+in|line|youtube|rss|instagram"
        r"|tiktok|x|share|save|like|comments?|sms|url\s+is\s+copied|font\s+size|more)\b\W*){2,}"
    ),
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,100}",
    r"don['’]t\s+miss.{0,120}",
    r"(?:what\s+to\s+)?(?:read|watch|know)\s+next",
    r"(?:most|popular|trending|latest|top)\s+(?:read|popular|now|stories|news|videos)\b.{0,30}",
    r"editor['’]?s['’]?\s+picks?",
    r"(?:please\s+)?(?:sign|log)\s*(?:-\s*)?(?:up|in)\b.{0,250}",
    r"(?:click|tap)\s+(?:here|on\s+the|below)\b.{0,200}",
    r"(?:please\s+)?subscribe\b.{0,250}",
    r"(?:get|receive)\b.{0,120}\b(?:inbox|newsletters?)\b.{0,120}",
    r"join\s+(?:our|the|us)\b.{0,120}\b(?:newsletter|channel|group|telegram|whatsapp|community)\b.{0,80}",
    r"follow\s+(?:us|@?\w+(?:\s\w+){0,4})\s+on\s+(?:facebook|twitter|instagram|x|telegram|linkedin|youtube|tiktok|threads|google)\b.{0,150}",
    (
        r"(?:like|find|join|visit)\s+(?:us|\w+(?:\s\w+){0,2})\s+on\s+(?:facebook|twitter|instagram|x|telegram"
        r"|linkedin|youtube|tiktok)\b.{0,120}"
    ),
    r"share(?:\s+(?:this|on|via|article|with|save|your).{0,80})?",
    (
        r"(?:facebook|twitter|linkedin|whatsapp|e-?mail|print|copy\s+link|pinterest|reddit|save"
        r"|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|tweet|x)"
    ),
    r"explore\s+further.{0,80}",
    r"view\s+this\s+post\s+on\s+instagram.{0,80}",
    r"something\s+to\s+consider",
    r"disclaimer",
    (
        r"(?:photo|image|picture|photograph|video|credit|source|illustration|photos|images|file\s+photo|foto"
        r"|cover\s+image|graphic)\s*(?:\([^)]{0,40}\))?\s*(?:credit)?\s*[:/©].{0,250}"
    ),
    r"(?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}|by\b)).{0,250}|copyright\b.{0,160}\breserved\b.{0,80}|copyright",
    r"all\s+rights\s+reserved.{0,200}",
    r"(?:our\s+standards\s*:.{0,80})",
    (
        r"(?:view|leave|post|show|add|hide|load|see)\s+(?:all\s+|a\s+|more\s+|the\s+|\d+\s+)*(?:comments?"
        r"|replies|gallery|photos|images|more)\b.{0,40}"
    ),
    r"(?:tags?|topics?|keywords|filed\s+under|categories|category|labels|in\s+this\s+(?:article|story))\s*:?.{0,5}",
    r"(?:tags?|topics|filed\s+under|categories|keywords)\s*:.{0,250}",
    r"\d+\s*(?:/|of)\s*\d+",
    r"(?:open|opens)\s+(?:in\s+)?(?:a\s+)?new\s+(?:tab|window)\.?",
    r"table\s+of\s+contents",
    r"(?:play|watch|pause)(?:\s+video)?",
    r"listen\s+to\s+(?:this\s+)?(?:article|story).{0,60}",
    r"(?:\d+\s*)?(?:min(?:ute)?s?|-minute)\s+(?:read|listen)",
    r"(?:purchase|buy)\s+licensing\s+rights.{0,40}",
    r"request\s+(?:a\s+)?reprints?.{0,40}",
    r"report\s+(?:a\s+)?(?:typo|error).{0,60}",
    r"this\s+(?:advertisement|ad|content)\s+(?:has|is|was|will).{0,120}",
    r"(?:we\s+use\s+cookies|this\s+(?:site|website)\s+uses\s+cookies|accept\s+(?:all\s+)?cookies).{0,250}",
    r"(?:view|see)\s+(?:the\s+)?(?:discussion|profile|bio|archive|original).{0,60}",
    r"(?:thanks|thank\s+you)\s+for\s+(?:reading|subscribing|signing).{0,120}",
    r"back\s+to\s+top",
    r"(?:next|previous)(?:\s+(?:article|story|post|slide|page))?",
)
# The same in other languages, the commonest only.
_OTHER_LANGUAGES = (
    r"(?:mehr zum thema|lesen sie (?:auch|hier)|lies auch|auch interessant|passend zum artikel)\b.{0,120}",
    r"(?:weitere informationen|weiterlesen|anzeige|werbung|newsletter)\b.{0,120}",
    r"dieses thema im programm\b.{0,120}",
    r"(?:lire aussi|à lire|à lire aussi|voir aussi|sur le même sujet|publicité|la suite après)\b.{0,160}",
    r"(?:lea también|lee también|te puede interesar|leer más|más información|publicidad|relacionado)\b.{0,160}",
    r"(?:leggi anche|per approfondire|pubblicità|ti potrebbe interessare)\b.{0,160}",
    r"(?:leia (?:também|mais)|veja também|publicidade)\b.{0,160}",
    r"(?:lees ook|lees meer|advertentie|les også|les mer|annonse|læs også|annonce|läs (?:också|mer)|annons)\b.{0,160}",
    r"(?:čtěte (?:také|více)|reklama|inzerce|czytaj (?:także|też|więcej))\b.{0,160}",
    r"(?:читайте (?:также|ещё|еще)|по теме|реклама|читайте також)(?!\w).{0,160}",
    r"(?:ilgili haber(?:ler)?|bunlar da ilginizi|reklam)\b.{0,160}",
    r"(?:관련\s?기사|광고|この記事は会員限定|あわせて読みたい|関連記事|広告|相关阅读|相关新闻|广告).{0,80}",
)
# After the last paragraph: sources, sign-offs of desks, addresses, notes on the text.
_AT_END_TABLE = (
    r"via\s+\S+",
    r"(?:additional\s+)?(?:reporting|writing)\s+(?:and\s+(?:writing|editing)\s+)?by\s.{0,280}",
    r"editing\s+by\s.{0,200}",
    r"source\s*:.{0,120}",
    r"sources?\s*:?\s.{0,60}",
    r"(?:with|additional)\s+(?:reports?|reporting|inputs?|files?|information)\s+(?:from|by)\b.{0,200}",
    r"[\w.+-]+@[\w-]+\.[\w.]{2,}.{0,80}",
    r"(?:https?://|www\.|twitter\.com/|facebook\.com/|@)\S+",
    r"(?:e-?mail|contact|reach|write\s+to|write)\b.{0,80}(?:@|\bat\b).{0,120}",
    r"(?:updated|published|posted|first\s+published|last\s+updated|originally\s+published)\b.{0,100}",
    r"(?:more|find\s+more|for\s+more)\b.{0,120}https?://\S+.{0,100}",
    r"for\s+more\b.{0,200}",
    r"(?:follow)\b.{0,200}",
    (
        r"(?:the\s+)?(?:associated\s+press|\w+(?:\s\w+)?)\s+(?:writers?|reporters?|correspondents?"
        r"|journalists?|producers?)\s.{0,250}\bcontributed\b.{0,60}"
    ),
    r".{0,200}\bcontributed\s+to\s+this\s+(?:report|story|article|post)\.?",
    (
        r"this\s+(?:story|article|report|post)\s+(?:has\s+been|was|is)\s+(?:updated|corrected|originally"
        r"|first|republished|syndicated|produced|part)\b.{0,200}"
    ),
    r"(?:correction|clarification|editor['’]s\s+note)\b.{0,250}",
    r"comments?",
    r"-\s*30\s*-",
    r"\#{2,}",
    r"(?:the\s+)?end",
    r"\*{3,}",
    r"(?:have|got)\s+a\s+(?:tip|story|news|question).{0,200}",
)
# Before the first paragraph: bylines, dates, reading times, labels.
_AT_START_TABLE = (
    r"by\s+\S.{0,120}",
    r"(?:written|reported|posted|story|words|text)\s+by\b.{0,100}",
    r"(?:updated|published|posted|last\s+(?:updated|modified)|first\s+published|created|date)\b.{0,100}",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s.{0,60}\d.{0,30}",
    r".{0,60}\b(?:19|20)\d\d\b.{0,30}",
    r"\d{1,2}:\d\d\b.{0,80}",
    r".{0,40}\bmin(?:ute)?s?\s+read\b.{0,20}",
    r"\d+\s+(?:hours?|minutes?|days?|mins?)\s+ago\b.{0,20}",
    (
        r"(?:key\s+points|summary|highlights|in\s+brief|what\s+you\s+need\s+to\s+know|takeaways"
        r"|bullet\s+points|article\s+summary|ai\s+summary)\W*"
    ),
    r"(?:exclusive|analysis|opinion|review|breaking|news|video|watch|live|premium|explainer|factbox)",
    (
        r".{0,60}\b(?:staff\s+writer|correspondent|associated\s+press|reporter|contributor|columnist|editor"
        r"|journalist)\W*"
    ),
)
# Requests to the reader, wherever they stand in a paragraph of their own.
_ASKS_TABLE = (
    r"sign\s+up\s+(?:here|now|today|(?:for|to|to\s+receive)\s+(?:our|the|my|free|breaking|daily|your|a\s+free))\b",
    r"dear\s+readers?",
    r"subscribe\s+(?:to\s+(?:our|the|my|us|receive|unlock|continue)|now|today|here)",
    r"(?:our|my|the|this|free)\s+(?:\w+\s+){0,2}newsletters?\b",
    r"bookmark\s+\w+\.com",
    r"if\s+you\s+(?:enjoyed|liked|like|value)\s+(?:this|our|what)\b",
    r"support\s+(?:our|independent|quality|local)\s+(?:\w+\s+)?(?:journalism|work|reporting|media)",
    r"become\s+a\s+(?:member|subscriber|supporter|patron)",
    r"make\s+a\s+(?:tax-deductible\s+)?donation",
    r"(?:to|in)\s+your\s+(?:e-?mail\s+)?inbox",
    r"download\s+(?:our|the)\s+(?:\w+\s+){0,2}app\b",
    r"(?:this|the)\s+video\s+(?:has\s+failed|failed|is\s+unavailable|cannot)",
    r"(?:unlimited|full)\s+(?:online\s+|digital\s+)?access",
    r"e-?paper\b",
    r"with\s+one\s+account",
    r"reserved\s+for\s+(?:\w+\s+)?subscribers",
    r"support\s+(?:local|quality|independent)\s+journalism",
    r"exclusive\s+articles\s+(?:by|from)",
    r"daily\s+(?:puzzles|content)\b",
    r"(?:unlock|free)\s+(?:more|to\s+read)\b",
    r"get\s+e-?mail\s+updates",
    r"additional\s+articles\s+per",
    r"access\s+articles",
    r"ad\s?block(?:er)?\s+users",
    r"you\s+can\s+e-?mail\b.{0,80}\bhere\b",
    r"sign\s+in\s+or\s+create",
    r"read\s+more\s+of\b.{0,80}articles",
    r"(?:valid|your)\s+e-?mail\s+address",
    r"don['’]t\s+have\s+an\s+account",
    r"by\s+signing\s+up\b",
    r"thanks\s+for\s+signing",
    r"junk\s+folder",
    r"has\s+not\s+loaded",
    r"registering\s+for\s+free",
    r"join\s+the\s+conversation",
    r"tap\s+here\s+to\s+see",
    r"already\s+a\s+(?:subscriber|member)",
    r"create\s+an\s+account\s+or\s+sign\s+in",
    r"enable\s+javascript",
    r"(?:turn|switch)\s+off\s+your\s+ad\s?blocker",
    r"(?:we\s+use|uses|store|accept)\s+cookies\b",
    r"privacy\s+policy\b",
    r"terms\s+of\s+(?:use|service)\b",
    r"cookie\s+(?:policy|settings|preferences)\b",
    r"(?:customer|subscriber)\s+service\s+cent(?:er|re)",
)
# What heads the things that follow an article in a dump: after one of these lines, nothing more of it comes.
_AFTER_TABLE = (
    r"read\s+next",
    r"our\s+standards\b.*",
    r"most\s+(?:popular|viewed|read|recent|commented)\b.{0,40}",
    r"related\s+(?:posts?|articles?|stories|news|topics|content|links|tags)\b.{0,40}",
    r"(?:\d+\s+)?comments?",
    r"(?:leave|post|add)\s+a\s+(?:comment|reply).{0,40}",
    r"would\s+you\s+like\s+to\s+comment.*",
    r"have\s+something\s+to\s+say.*",
    r"share\s+comments?",
    (
        r"(?:recommended|suggested|trending|popular|latest)(?:\s+(?:stories|articles|news|posts|videos"
        r"|for\s+you|now)\b.{0,40})?"
    ),
    r"(?:more|other|also)\s+(?:from|in|on|stories|news|articles)\b.{0,60}",
    r"editor['’]?s['’]?\s+(?:choice|picks?)",
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,60}",
    r"(?:previous|next)\s+(?:post|article|story)",
    r"topics",
    r"keywords",
    r"tags:?.{0,60}",
    r"filed\s+under.{0,80}",
    r"about\s+the\s+(?:author|writer)s?",
    r"\(end\)",
    r"sign\s+up\b.{0,100}",
    r"subscribe\s+(?:to|now|today).{0,80}",
    r"newsletters?",
    r"source:.{0,60}",
    r"back\s+to\s+top",
    r"copyright\s+(?:©|\(c\)|\d{4}|by\b).{0,100}|copyright\b.{0,80}\breserved\b.{0,40}",
    r"©.{0,120}",
    r"all\s+rights\s+reserved.{0,60}",
    r"advertisement\s+feature",
    r"recent\s+(?:news|posts|articles|stories)\b.{0,60}",
    r"follow\s+us\b.{0,60}",
    r"add\s+\S+\s+to\s+your\s+google.{0,40}",
    r"go\s+to\s+accessibility.{0,40}",
    r"what\s+to\s+read\s+next",
    r"up\s+next",
    r"loading.{0,20}",
)


def _whole_line(*tables: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"^\W*(?:" + "|".join(row for table in tables for row in table) + r")\W*$", re.I)


_ANYWHERE = _whole_line(_ANYWHERE_TABLE, _OTHER_LANGUAGES)
_AT_END = _whole_line(_AT_END_TABLE)
_AT_START = _whole_line(_AT_START_TABLE)
_AFTER = _whole_line(_AFTER_TABLE)
_ASKS = re.compile(r"\b(?:" + "|".join(_ASKS_TABLE) + ")", re.I)

_OPENING = ("“", '"', "„", "«")
_SAYING = re.compile(r"\b(?:said|says|told|asked|added|according to)\b", re.I)
# Words of people: a paragraph with one is never furniture.
_QUOTED = re.compile(r"[“”„«»]|\"\w[^\"]{15,}\"")
# Credits that end a caption where the page marks none: "(AP Photo/A. Name)", "[File: Reuters]", "REUTERS/A. Name".
_CREDIT = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|Reuters|Getty|EPA|Photo|Image|File|Courtesy|Unsplash|Shutterstock|Screenshot)\b"
    r"[^()]{0,60}\)\s*(?:\w+ Photo)?$|[.!?”\"]\s*\([A-Z][\w/ .-]{1,30}\)$"
    r"|\[(?:File|Photo|AP|AFP|Reuters|EPA|Getty)\b[^\[\]]{0,60}\]$"
    r"|\b(?:AP Photo|Getty Images|REUTERS/\w|/REUTERS|/AFP|AFP/|EPA-EFE|Shutterstock|Copyright"
    r"|Purchase Licensing Rights|File (?:photo|image|pic))\b.{0,80}$"
    r"|\b(?:NO RESALES|MANDATORY CREDIT|via REUTERS)\b"
    r"|\bfile (?:photo|image|picture)\W*$|\b(?:Photo|Image|Credit|Picture):.{0,80}$|^\[\d+/\d+\]",
    re.I,
)
_LEGAL = re.compile(
    r"\b(?:cookies?|opt(?:ing)?[- ]out|personal (?:information|data)|privacy|third parties|gdpr|ccpa|consent"
    r"|your browser"
    r"|data protection|legitimate interest|ad blocker|terms and conditions)\b",
    re.I,
)
_DATED = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified)|created)\b.{0,90}\d.{0,40}"
    r"|(?:\w{3,9}\.?\s+\d{1,2},?|\d{1,2}\s+\w{3,9}\.?,?)\s+(?:19|20)\d\d(?:\W.{0,20}|\s*(?:updated|posted|published|last).{0,60})?)$",
    re.I,
)


def anywhere(line: str) -> bool:
    """Whether a line is furniture wherever it stands. What somebody says is none, unless it is the name of a link."""
    if len(line) > MAX_LINE or line[:1] in _OPENING or not _ANYWHERE.match(line):
        return False
    return ":" in line or "|" in line or not _SAYING.search(line)


def at_end(line: str) -> bool:
    """Whether a line after the last paragraph is furniture."""
    return len(line) <= MAX_LINE and bool(_AT_END.match(line))


def at_start(line: str) -> bool:
    """Whether a line before the first paragraph is furniture."""
    return len(line) <= 140 and bool(_AT_START.match(line))


def after(line: str) -> bool:
    """Whether a line heads what follows an article."""
    return len(line) < 140 and bool(_AFTER.match(line))


def dated(line: str) -> bool:
    """Whether a line gives a date and nothing else."""
    return len(line) <= MAX_LINE and bool(_DATED.match(line))


def credited(line: str) -> bool:
    """Whether a line ends in an image's credit, as captions do."""
    return len(line) < 600 and bool(_CREDIT.search(line))


def asks(paragraph: str) -> bool:
    """Whether a paragraph asks its reader to subscribe, sign up, give or accept; words of people never do."""
    return bool(_ASKS.search(paragraph[:2000])) and not _QUOTED.search(paragraph)


def legal(line: str) -> bool:
    """Whether a line is about the page's own cookies and conditions: two such words, and nobody quoted."""
    found = {m.lower() for m in _LEGAL.findall(line[:2000])}
    return len(found) >= 2 and not _QUOTED.search(line)
