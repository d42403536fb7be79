"""Article -> Statements: tagging, linking, repair, questions, occasions, nesting. Pure: no I/O, no clock."""

from onrecord.speech.finding import find
from onrecord.speech.rules import RuleTagger
from onrecord.speech.sentences import sentences
from onrecord.speech.tagging import Attribution, Mention, Tagger, Tagging

__all__ = ["Attribution", "Mention", "RuleTagger", "Tagger", "Tagging", "find", "sentences"]
