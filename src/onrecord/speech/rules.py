"""A tagger by rules: what can be found without a parser or a model.

It looks for reporting verbs and phrases (`verbs.py`), takes the noun phrase before or after each as the source, and the
clause, object or quotation that the verb's frame allows as the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Span
from onrecord.speech.clauses import Sentence
from onrecord.speech.dialogue import with_dialogue
from onrecord.speech.marks import Marked, paragraphs, quotations
from onrecord.speech.sentences import sentences
from onrecord.speech.tagging import Attribution, Tagging

VERSION = "rules 1"


class RuleTagger:
    """The `Tagger` by rules; it holds no state."""

    @property
    def version(self) -> str:
        return VERSION

    def tag(self, texts: Iterable[str]) -> Iterator[Tagging]:
        """One `Tagging` per text, in order; no mentions."""
        for text in texts:
            yield Tagging(attributions(text))


def attributions(text: str) -> tuple[Attribution, ...]:
    """What the rules find in one text, in order of the content."""
    lines = paragraphs(text)
    found = with_dialogue(text, lines, quotations(text, lines))
    marked = Marked(found)
    out: list[Attribution] = []
    parts = sentences(text, lines, marked)
    for number, sentence in enumerate(parts):
        if text[sentence.end - 1] == ":" and number + 1 < len(parts):  # the words announced follow on a new line
            following = marked.at(parts[number + 1].start)
            if following and following.start == parts[number + 1].start:
                sentence = Span(sentence.start, following.spans[0].end)
        out.extend(Sentence.of(text, sentence, marked).attributions())
    out.sort(key=lambda a: (a.content[0], a.cue, a.source))
    return tuple(out)
