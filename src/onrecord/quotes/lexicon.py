"""Words with a part to play when quotations are compared: light words, negations, conditions, and what indirect
speech turns into what.

All are folded as `words` folds them. Languages stand together where no word of one means something else in another
that would matter here.
"""

from __future__ import annotations

from functools import lru_cache

# Words that say little about which utterance this is: they count a quarter of another word (see judge.LIGHT).
LIGHT = frozenset(
    "a an the this that these those it its it's that's there there's here and or but so as if then than of in on at to"
    " for with by from into about over up out off i i'm i've i'd i'll me my we we're we've we'll us our you you're your"
    " he he's him his she she's her they they're them their who which what when where how is are was were be been being"
    " am do does did done doing have has had having will would can could shall should may might must not no don't"
    " doesn't didn't isn't aren't wasn't won't can't just also very really well now only too more most much many some"
    " any all one get got go going gonna say said says think know like because"
    " der die das den dem des ein eine einen und oder aber ist sind war hat haben wir ich sie er es nicht zu von mit"
    " auf für im le la les un une des et ou mais est sont à de du en que qui ne pas nous je il elle ils vous on pour"
    " dans"
    " el los las una y o pero es son por con no se lo su para del al"
    " и в не на что он она они мы я это как но а с по из у за к от же бы то".split()
)

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere cannot without hardly barely scarcely"
    " nicht kein keine keinen keiner keinem keines nie niemals niemand nichts ohne"
    " ne n' pas jamais rien aucun aucune sans nunca jamás nadie nada ningún ninguna sin non mai nessuno senza"
    " не нет ни никогда никто ничего без nie nigdy nikt bez ikke inte aldrig".split()
)
CONTRACTED = "n't"  # ends a word that is negated

CONDITIONS = frozenset(
    "if unless provided providing assuming suppose supposing until except whether otherwise when once only almost"
    " perhaps maybe possibly probably allegedly reportedly apparently likely might may could would should but however"
    " although though despite until sometimes some often nearly about"
    " wenn falls sofern außer vielleicht wahrscheinlich aber jedoch si sauf peut-être mais quand cependant"
    " quizás quizá cuando excepto aunque если разве кроме возможно может но однако".split()
)

# The persons and tenses that indirect speech shifts, each to one sign; a contraction is first taken apart.
_SHIFTS = {
    "\u00b7who": "i me my mine myself we us our ours ourselves he him his himself she her hers herself they them their"
    " theirs themselves you your yours",
    "\u00b7be": "am is are was were be been being",
    "\u00b7have": "have has had having",
    "\u00b7do": "do does did done",
    "\u00b7will": "will would shall should",
    "\u00b7can": "can could",
    "\u00b7may": "may might",
    "\u00b7here": "here there",
    "\u00b7this": "this that these those",
    "\u00b7now": "now then today",
}
SHIFTED = {word: sign for sign, group in _SHIFTS.items() for word in group.split()}
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "it's": ("it", "is"), "he's": ("he", "is"), "she's": ("she", "is"), "that's": ("that", "is"),
    "there's": ("there", "is"), "what's": ("what", "is"), "who's": ("who", "is"), "let's": ("let", "us"),
    "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
}  # fmt: skip
# Verbs and nouns whose forms no ending gives; enough for the commonest of news.
_IRREGULAR = {
    form: group.split()[0]
    for group in (
        "go went gone goes", "say said says", "make made", "take took taken", "get got gotten", "give gave given",
        "know knew known", "think thought", "see saw seen", "come came", "run ran", "win won", "lose lost",
        "pay paid", "keep kept", "leave left", "tell told", "find found", "feel felt", "become became", "begin began",
        "hold held", "stand stood", "lead led", "fight fought", "build built", "send sent", "spend spent",
        "speak spoke spoken", "write wrote written", "grow grew grown", "fall fell fallen", "rise rose risen",
        "bring brought", "buy bought", "mean meant", "meet met", "choose chose chosen", "break broke broken",
        "child children", "man men", "woman women", "person people",
    )
    for form in group.split()
}  # fmt: skip


def apart(key: str) -> tuple[str, ...]:
    """A contraction as its words ("don't" -> "do", "not"); any other word alone."""
    if key in _WHOLE:
        return _WHOLE[key]
    if key.endswith(CONTRACTED) and len(key) > 3:
        return key[:-3], "not"
    for ending, word in _ENDINGS.items():
        if key.endswith(ending) and len(key) > len(ending):
            return key[: -len(ending)], word
    return (key,)


def stem(key: str) -> str:
    """A word without the commonest English endings: enough to see that "invited" is "invites" again."""
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    key = key.removesuffix("'s").removesuffix("'")
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if key.endswith(ending) and len(key) - len(ending) >= 3 and not key.endswith("ss"):
            key = key[: len(key) - len(ending)] + put
            break
    if len(key) > 3 and key[-1] == key[-2] and key[-1] not in "lse":
        key = key[:-1]
    return key.removesuffix("e") if len(key) > 3 else key


@lru_cache(maxsize=1 << 16)
def unshifted(key: str) -> tuple[str, ...]:
    """A word as signs that direct and indirect speech share: person, tense and ending taken away."""
    return tuple(SHIFTED.get(word) or stem(word) for word in apart(key))


def negates(key: str) -> bool:
    return key in NEGATIONS or key.endswith(CONTRACTED)
