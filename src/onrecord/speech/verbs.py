"""Verbs and phrases that report: what may follow each, and the medium (speech, writing, thought) it tells of.

A verb's frames are letters:
  c  a clause, with or without "that"        q  a quotation           w  whether, if, how, what, why …
  i  an infinitive ("to …")                  o  an object             t  the person told, before the rest
  v  stands before its subject ("said X")    p  a weak verb: reports only with "that" or a quotation, or at the end
Chosen by their meaning; those whose use in the training part of PolNeAR is mostly something else were left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Medium

SPEECH = """
say:cqwv tell:tcqwi add:cqv announce:cqov offer:ip argue:cqv assert:cqov claim:cqoi declare:cqov state:cqov
explain:cqwov note:cqwov observe:cpqv remark:cqv mention:cqo respond:cpqv reply:cqv answer:cpqv retort:cqv
counter:cpqv insist:cqv stress:cqov emphasize:cqov emphasise:cqov underline:cqop underscore:cqop reiterate:cqov
repeat:cpqv maintain:cpqv contend:cqv allege:cqov affirm:cqov confirm:cqwov reaffirm:cqov deny:cqo acknowledge:cqov
admit:cqov concede:cqv confess:cqv warn:cqtov caution:cqtv predict:cqov calculate:cwp estimate:cqo forecast:cqo
suggest:cqwov propose:cqio recommend:cqoi advise:cqtiv urge:tiqoc implore:tiq beg:tiqp plead:qip exhort:tiq
encourage:tip ask:tiqwcv inquire:wq enquire:wq question:owq wonder:wqcv demand:qciow request:ocip order:tiocp
instruct:tic promise:citqo pledge:ciqo vow:ciqo swear:cip guarantee:cop assure:tcq reassure:tcq threaten:ciqo
complain:cqv lament:coqv joke:cqv quip:cqv boast:cqv brag:cq gush:qc grumble:qc mutter:qc mumble:q whisper:qc
shout:qc yell:qc scream:qc exclaim:qcv declaim:q bellow:q proclaim:cqo pronounce:qp opine:cqv comment:qcpv muse:qcv
reason:cqp recall:cqwov recount:cqwov reminisce:qc testify:cqw attest:cqp retell:o narrate:qo relate:cqp
reveal:cqwov disclose:cqwo divulge:cwo report:cqov inform:tcq notify:tcp brief:tp remind:tcq clarify:cqwov
elaborate:qpv specify:cqwp detail:owp outline:owp summarize:oqp conclude:cqv continue:qpv begin:qp interject:qv
intone:qv chime:qp quote:op cite:oq point:p refer:p speak:p talk:p push:p vote:p criticize:oq criticise:oq blast:oq
slam:oq denounce:oq condemn:oq decry:oq deride:oq disparage:oq ridicule:oq mock:oq lambaste:oq castigate:oq
chastise:oq rebuke:oq chide:oq scold:oq berate:oq accuse:o blame:o praise:oq laud:oq applaud:oq hail:oq commend:oq
tout:oq extol:o congratulate:oq thank:oq dismiss:oq reject:oqc rebut:oq refute:oq dispute:oc defend:oq describe:oq
characterize:o portray:op depict:op label:op brand:op dub:op call:oqp endorse:o disavow:o renounce:o decline:i
refuse:i agree:cqi disagree:cqp welcome:oqp greet:p apologize:cqp apologise:cqp chant:qo sing:qp plea:q tease:qcp
hint:cq imply:cqo indicate:cqwo signal:cop stipulate:c vent:qcp fume:qc scoff:qc snap:qp rail:qp enthuse:qc
marvel:qcp ruminate:qp sum:p expound:p foretell:c prophesy:c surmise:cq posit:cq submit:cp charge:cqp challenge:op
favour:op advocate:op highlight:ocp invite:tip forbid:tip insinuate:c interrupt:qp protest:cqp object:cqp
volunteer:cqp venture:qp thunder:q crow:q deadpan:q rejoin:qp echo:oqp pose:p broadcast:p show:cwp demonstrate:cwp
prove:cp
""".split()
WRITING = """
write:cqwov tweet:cqov retweet:oqp post:qcpv blog:cqp publish:op read:qp print:p pen:op email:qtcp text:qtp
""".split()
THOUGHT = """
think:cqw believe:cqo know:cwp want:iop hope:cqi wish:cip expect:cop feel:cp suspect:co doubt:cwo fear:coq worry:cqp
assume:cp suppose:cp imagine:cwp understand:cwp realize:cwp realise:cwp recognize:cp recognise:cp support:o oppose:o
favor:op favour:op back:op consider:cwop decide:ciwp intend:i plan:ip prefer:io seek:ip regard:op view:op deem:op
consider:op guess:cp reckon:cq figure:cp dream:cp remember:cwp forget:cwp learn:cwp discover:cwp find:cp
determine:cwp calculate:cp estimate:cqo envision:o envisage:o foresee:oc presume:cp ponder:owp contemplate:op
regret:ocp love:ip like:ip hate:ip dread:op desire:io crave:op trust:cp judge:cp hear:cwp see:wp notice:cwp
""".split()
IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "read", "read", "reading"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "sing": ("sings", "sang", "sung", "singing"),
    "forbid": ("forbids", "forbade", "forbidden", "forbidding"),
    "foretell": ("foretells", "foretold", "foretold", "foretelling"),
    "retell": ("retells", "retold", "retold", "retelling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "find": ("finds", "found", "found", "finding"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hear": ("hears", "heard", "heard", "hearing"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "show": ("shows", "showed", "shown", "showing"),
    "relate": ("relates", "related", "related", "relating"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "broadcast": ("broadcasts", "broadcast", "broadcast", "broadcasting"),
}
DOUBLED = frozenset("admit regret submit quip rebut refer brag plan commit chat blog pen chat".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb. `form` is "base", "s", "past", "part" or "ing" ("past" where both are alike)."""

    lemma: str
    form: str
    frames: str
    medium: Medium


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    stem = lemma + lemma[-1] if lemma in DOUBLED else lemma
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return third, stem + "ed", stem + "ed", stem + "ing"


def _table() -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for entries, medium in ((THOUGHT, Medium.THOUGHT), (WRITING, Medium.WRITING), (SPEECH, Medium.SPEECH)):
        for entry in entries:
            lemma, _, frames = entry.partition(":")
            third, past, part, ing = _forms(lemma)
            table[lemma] = Verb(lemma, "base", frames, medium)
            table[ing] = Verb(lemma, "ing", frames, medium)
            table[third] = Verb(lemma, "s", frames, medium)
            table[part] = Verb(lemma, "part", frames, medium)
            table[past] = Verb(lemma, "past", frames, medium)
    return table


VERBS: dict[str, Verb] = _table()

# A verb and a particle that make another cue, with its frames.
PARTICLES: dict[tuple[str, str], str] = {
    ("point", "out"): "cqo",
    ("call", "for"): "o",
    ("ask", "for"): "o",
    ("refer", "to"): "o",
    ("speak", "of"): "o",
    ("speak", "about"): "o",
    ("talk", "about"): "o",
    ("talk", "of"): "o",
    ("insist", "on"): "o",
    ("warn", "of"): "o",
    ("warn", "against"): "o",
    ("argue", "for"): "o",
    ("argue", "against"): "o",
    ("complain", "about"): "o",
    ("complain", "of"): "o",
    ("boast", "about"): "o",
    ("boast", "of"): "o",
    ("brag", "about"): "o",
    ("joke", "about"): "o",
    ("comment", "on"): "o",
    ("apologize", "for"): "o",
    ("apologise", "for"): "o",
    ("apologise", "to"): "o",
    ("agree", "with"): "o",
    ("disagree", "with"): "o",
    ("agree", "to"): "o",
    ("push", "for"): "o",
    ("vote", "for"): "o",
    ("hint", "at"): "o",
    ("respond", "to"): "q",
    ("sum", "up"): "cqo",
}

# Adjectives after a form of "be" that tell what somebody thinks.
ADJECTIVES: dict[str, Verb] = {
    **{
        word: Verb(word, "part", "c", Medium.THOUGHT)
        for word in (
            "confident convinced certain sure optimistic hopeful worried concerned afraid adamant sceptical skeptical"
            " aware proud glad sorry pessimistic doubtful".split()
        )
    },
    "against": Verb("against", "part", "o", Medium.THOUGHT),
    "in": Verb("favour", "part", "o", Medium.THOUGHT),
}

# Nouns, adjectives and other words of cues without a verb of the table, for the medium of a cue.
WRITING_WORDS = frozenset(
    "tweet tweets tweeted wrote writes written writing write letter memo book column op-ed editorial article essay"
    " blog post posted posts facebook twitter instagram telegram e-mail email emailed emails text texted report"
    " reports study survey poll document documents filing lawsuit memoir paper publication published publishes"
    " headline headlined titled reads read caption captioned press-release communiqué communique resolution signed"
    " petition placard sign signs diary note scribbled penned".split()
)
SPEECH_CUES = frozenset("according to in words quoted asked spokesman spokesperson".split())
THOUGHT_WORDS = frozenset(
    "think thinks thought thinking believe believes believed believing know knows knew known knowing want wants"
    " wanted wanting hope hopes hoped hoping wish wishes wished expect expects expected expecting feel feels felt"
    " feeling suspect suspects suspected doubt doubts doubted fear fears feared fearing worry worries worried worrying"
    " assume assumes assumed imagine imagines imagined understand understands understood realize realizes realized"
    " realise realised recognize recognizes recognized decide decides decided deciding decision intend intends"
    " intended intending intention plan plans planned planning prefer prefers preferred seek seeks sought seeking"
    " regard regards regarded view views viewed deem deems deemed consider considers considered considering guess"
    " reckon reckons remember remembers remembered forget forgot learn learns learned learnt discover discovers"
    " discovered find finds found determine determined envision envisions envisioned foresee presume regret regrets"
    " love loves loved like likes liked hate hates hated desire trust trusts trusted see sees saw seen hear hears"
    " heard notice noticed opinion belief mind confident convinced sure optimistic pessimistic skeptical sceptical"
    " certain eager willing unwilling supporter supporters seems seemed appears appeared seem appear support supports"
    " supported supporting oppose opposes opposed opposing favor favors favored favour favoured disapprove approve"
    " approves approved approval disapproval back backs backed backing voted vote".split()
)
