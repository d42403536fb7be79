"""What the rule tagger takes for a statement: source, cue and content of made-up sentences."""

import pytest

from onrecord.model import Span
from onrecord.speech import RuleTagger

# text -> (source, cue, content pieces joined by " … "), in order of the content
STATEMENTS: dict[str, list[tuple[str, str, str]]] = {
    # cues after, before and inside
    "“We will win,” the coach said.": [("the coach", "said", "“We will win,”")],
    "“We will win,” said Anna Berg, the coach.": [("Anna Berg", "said", "“We will win,”")],
    "Anna Berg said: “We will win.”": [("Anna Berg", "said", "“We will win.”")],
    "Anna Berg, the coach, said that they would win.": [("Anna Berg", "said", "that they would win")],
    "“We will,” she said, “win the cup today.”": [("she", "said", "“We will,” … “win the cup today.”")],
    "The cup, the coach said, is theirs.": [("the coach", "said", "The cup … is theirs")],
    "The cup is theirs, the coach said.": [("the coach", "said", "The cup is theirs")],
    # phrases
    "According to the ministry, prices fell in May.": [("the ministry", "According to", "prices fell in May")],
    "Prices fell in May, according to him.": [("him", "according to", "Prices fell in May")],
    "In his words, talks are needed: “Let us talk.”": [
        ("his", "In his words", "talks are needed: “Let us talk.”"),
    ],
    "In the minister's opinion, the law is dead.": [("the minister's", "In the minister's opinion", "the law is dead")],
    # objects, infinitives, questions, orders
    "The mayor criticised the plan on Monday.": [("The mayor", "criticised", "the plan")],
    "Berg declined to discuss the order.": [("Berg", "declined", "to discuss the order")],
    "Police asked residents to stay at home.": [("Police", "asked", "residents to stay at home")],
    "A reporter asked whether the bridge was safe.": [("A reporter", "asked", "the bridge was safe")],
    "She wondered why nobody had called.": [("She", "wondered", "why nobody had called")],
    "Berg told reporters in Oslo that she was tired.": [("Berg", "told", "that she was tired")],
    # verb groups, participles, particles, adjectives
    "She went on to say that it was late.": [("She", "went on to say", "that it was late")],
    "He went on saying: “It is late.”": [("He", "went on saying", "“It is late.”")],
    "The bank has repeatedly warned that it is broke.": [("The bank", "has repeatedly warned", "that it is broke")],
    "He pointed out that it was late.": [("He", "pointed out", "that it was late")],
    "She is confident that they will win.": [("She", "is confident", "that they will win")],
    "Berg, who said she was tired, left.": [("who", "said", "she was tired, left")],
    "Berg apologised, adding that she was tired.": [("Berg", "adding", "that she was tired")],
    # verbs that no table lists
    "The coach smiled: “We have won.”": [("The coach", "smiled", "“We have won.”")],
    # nobody's words
    "Vladimir “Vova” Popov drove home.": [],
    "They saw the film “War and Peace” at home.": [],
    "The so-called “natural” wine was sour.": [],
    "The United States won, as expected.": [],
    "He has never refused to pay.": [],
}


def shown(text: str) -> list[tuple[str, str, str]]:
    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[s:e] for s, e in spans)

    (tagging,) = RuleTagger().tag([text])
    return [(words(a.source), words(a.cue), words(a.content)) for a in tagging.attributions]


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements(text: str) -> None:
    assert shown(text) == STATEMENTS[text]


def test_the_tagger_answers_in_order_and_alike_alone_or_in_a_batch() -> None:
    texts = list(STATEMENTS)
    tagger = RuleTagger()
    assert list(tagger.tag(texts)) == [next(tagger.tag([t])) for t in texts]


def test_its_version_says_that_it_is_rules() -> None:
    assert RuleTagger().version.startswith("rules")
