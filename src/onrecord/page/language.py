"""The language of a text, from its letters and its commonest words; the markup decides where the text is too short."""

from __future__ import annotations

import re
from collections import Counter

# The commonest function words of each language; words that two neighbours share stand in both.
_WORDS: dict[str, str] = {
    "en": "the and of to in that is for was with on as are he said it have has be at by from who would not they his",
    "de": "der die das und ist nicht mit auf für von den dem ein eine sich auch des im zu wie hat werden aus sie",
    "fr": "le la les des et est une un dans pour que qui sur pas par au avec plus du ne se ce sont aux",
    "es": "el la los las que en un una por con para del se su es al como más pero lo sus este no ha",
    "it": "il la di che e un una per non con del della sono nel gli dei delle alla anche come più ha le si",
    "pt": "o a os as que de um uma para com não do da em no na por mais se ao dos das foi é",
    "nl": "de het een en van in is dat op te zijn niet met voor aan die er door ook maar om hij bij werd",
    "da": "og det er en til af på for ikke med der den som har de at var om han et fra kan vil blev efter",
    "no": "og det er en til av på for ikke med som har de at var om han et fra kan vil ble etter jeg å",
    "sv": "och det är en till av på för inte med som har de att var om han ett från kan vill efter jag men",
    "is": "og að er í á við sem um það ekki en var til hann af fyrir með því hefur þeir verið frá hafa",
    "fi": "ja on ei että se hän oli ovat joka mutta myös kun kuin ole mukaan sen olla jos voi",
    "cs": "a se na je že v s z o do by jako ale to pro který jsem není podle které už jeho také",
    "pl": "i w się na nie z do to że jest o jak za po od co ale przez tak oraz przy dla jego był",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi sonra kadar ise ancak olduğu var ne",
    "lt": "ir kad į yra su tai buvo apie iš o bet kaip už jis dėl po nuo taip jų ar kai dar",
    "vi": "và của là có không được cho các với người trong một này đã những khi để từ đến ông tại",
    "zu": "ukuthi ngoba kanye futhi uma kodwa ukuze yena kusho wathi ngesikhathi abantu kule lapho le njengoba",
    "xh": "ukuba kwaye okanye kodwa xa ngokuba abantu into kule ngaphandle ukuze nto nje kakhulu kwakhona",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada oleh",
    "ro": "și de în la a cu pe nu este că din care un o pentru mai sunt au fost",
    "hu": "a az és hogy nem is egy ez de meg már volt csak vagy mint kell lehet szerint",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS = (
    ("ko", re.compile("[가-힣]")),
    ("ja", re.compile("[぀-ヿ]")),
    ("zh", re.compile("[一-鿿]")),
    ("el", re.compile("[Ͱ-Ͽ]")),
    ("he", re.compile("[֐-׿]")),
    ("ar", re.compile("[؀-ۿ]")),
    ("hi", re.compile("[ऀ-ॿ]")),
    ("th", re.compile("[฀-๿]")),
    ("ka", re.compile("[Ⴀ-ჿ]")),
    ("hy", re.compile("[԰-֏]")),
)
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_SAMPLE = 3_000  # characters that decide: more changes nothing and costs time
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str, declared: str | None = None) -> str | None:
    """BCP 47 primary tag of the text; `declared` where the text leaves it open."""
    sample = text[:_SAMPLE]
    tag = primary(declared)
    found = _by_script(sample) or _by_words(sample, tag)
    return found or tag


def primary(tag: str | None) -> str | None:
    """The primary part of a language tag ("en" of "en_US"), or None for what is no tag."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag or "")
    if not found:
        return None
    code = found.group(1).lower()
    return "no" if code in ("nb", "nn") else code


def _by_script(sample: str) -> str | None:
    letters = sum(1 for c in sample if c.isalpha()) or 1
    for code, pattern in _SCRIPTS:
        share = len(pattern.findall(sample)) / letters
        if share > (0.05 if code == "ja" else 0.3):
            return code
    if len(_CYRILLIC.findall(sample)) > 0.3 * letters:
        low = sample.lower()
        if "ў" in low:
            return "be"
        return "uk" if any(c in low for c in "їєґ") else "bg" if "ъ" in low and "ы" not in low else "ru"
    return None


def _by_words(sample: str, declared: str | None) -> str | None:
    counts = Counter(w.lower() for w in _WORD.findall(sample))
    total = sum(counts.values())
    if total < 8:
        return None
    scores = {code: sum(counts[w] for w in words) / total for code, words in _SETS.items()}
    best = max(scores, key=lambda code: (scores[code], code == declared))
    # Prose of any of these languages has at least one of its listed words in ten; names and lists have fewer.
    if scores[best] < 0.08:
        return None
    if declared in scores and scores[declared] > 0.8 * scores[best]:
        return declared
    return best
