"""The gold set of this folder is consistent: what its markup says agrees with what its texts show."""

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import markup

ARTICLES = {article["id"]: article for article in markup.articles()}
PAIRS = (
    *(("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’"), ("'", "'"), ("»", "«")),
    *(("”", "”"), ("»", "»"), ("‚", "‘"), ("`", "'"), ("“", "“"), ("“", '"'), ('"', "”"), ("「", "」")),
)
# a mark that is no apostrophe: at the edge of a word
MARK = re.compile(r"[“”\"«»„「」]|(?<!\w)[‘']|’(?!\w)")
# indirect contents in which a title or a name stands in marks
TITLED = {("tass-telescope", 1), ("police-local", 5), ("traps-chef", 2)}
TOLD_BETWEEN = {("french-repeat", 1)}  # the teller stands between the marks, so the pieces have one each
BENCH = Path(os.environ.get("ONRECORD_BENCH", Path(__file__).parents[3] / "shared" / "bench"))


def test_there_are_more_than_fifty_articles_of_sixty_to_two_hundred_and_fifty_words():
    assert len(ARTICLES) >= 55
    assert {name: n for name, a in ARTICLES.items() if not 60 <= (n := len(a["text"].split())) <= 250} == {}


def test_every_system_of_quotation_marks_is_used_by_some_direct_statement():
    used = {
        (q[0], q[-1]) for a in ARTICLES.values() for s in a["statements"] if (q := s["quote"]) and s["kind"] == "direct"
    }
    assert set(PAIRS) <= used


SECOND = {article["id"]: article for article in markup.articles(markup.FOLDER.parent / "agency2")}
BOTH = [*ARTICLES.values(), *SECOND.values()]
NAMES = [*ARTICLES, *(f"second-{name}" for name in SECOND)]


@pytest.mark.parametrize("article", BOTH, ids=NAMES)
def test_every_span_holds_words_and_touches_no_space(article):
    for statement in article["statements"]:
        for start, end in spans(statement):
            words = article["text"][start:end]
            assert words and words == words.strip()


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_a_statements_spans_of_one_part_do_not_overlap_and_no_speaker_is_listed_in_vain(article):
    for statement in article["statements"]:
        for part in ("content", "cue", "source"):
            found = statement[part]
            assert all(a[1] <= b[0] for a, b in pairwise(found))
    source = (markup.FOLDER / f"{article['id']}.txt").read_text(encoding="utf-8")
    _, speakers, listed = markup.header(source.partition("\n---\n")[0].splitlines())
    assert set(speakers) == {key for _, _, key, _ in listed.values()} - {"-"}


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_the_kind_is_what_the_quotation_marks_show(article):
    for number, statement in enumerate(article["statements"], 1):
        shown = kind_by_marks(article, number - 1)
        if (article["id"], number) in TITLED:
            assert (shown, statement["kind"]) == ("mixed", "indirect")
        elif (article["id"], number) in TOLD_BETWEEN:
            assert (shown, statement["kind"]) == ("indirect", "direct")
        elif shown == "indirect" and statement["kind"] == "direct":
            assert fills_paragraph(article["text"], statement["content"]), statement["quote"]
        else:
            assert shown == statement["kind"], statement["quote"]


@pytest.mark.parametrize("article", BOTH, ids=NAMES)
def test_a_child_lies_in_its_parents_content_and_nothing_else_lies_in_a_content(article):
    statements = article["statements"]
    for i, child in enumerate(statements):
        around = [j for j, other in enumerate(statements) if j != i and inside(child["content"], other["content"])]
        assert (child["parent"] in around) if child["parent"] is not None else not around


def test_the_files_for_the_scorers_have_a_speaker_for_every_attribution():
    for article in ARTICLES.values():
        gold, who = markup.gold(article), markup.who(article)
        assert len(gold["attributions"]) == len(who["speakers"]) == len(article["statements"])
        assert {s["type"] for s in who["speakers"]} <= {"person", "organisation", "unnamed", "author", "none"}


def test_a_brace_that_opens_no_part_is_an_error():
    for broken in ("{x1 words}", "{q1 words", "words}", "a { b"):
        with pytest.raises(ValueError):
            markup.unmark(broken)


def test_parts_may_nest_and_share_words():
    text, found = markup.unmark("{q1 “A {s2 boy} {c2 said} {p3 {q2 no}},”} {s1 she} said. {q1 “B”}")
    assert text == "“A boy said no,” she said. “B”"
    assert found[1]["content"] == [[0, 16], [27, 30]]
    assert found[2]["content"] == found[3]["prompt"] == [[12, 14]]


@pytest.mark.skipif(not BENCH.exists(), reason="no bench data: set ONRECORD_BENCH to the folder with the scorers")
def test_the_gold_scores_a_hundred_against_itself(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(markup.gold(a)) + "\n" for a in ARTICLES.values()), encoding="utf-8")
    scorer = [sys.executable, str(BENCH / "score_statements.py"), str(gold), str(gold), "--json"]
    figures = json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)
    assert {f1 for _, _, f1 in figures.values()} == {1.0}


def spans(statement):
    single = [statement[part] for part in markup.SINGLE if statement[part]]
    return [*statement["content"], *statement["cue"], *statement["source"], *single, *(statement["via"] or [])]


def inside(content, other):
    return all(any(s <= start and end <= e for s, e in other) for start, end in content)


def fills_paragraph(text, content):
    """The words run to the end of their paragraph, a signature after a dash or the stop of a point aside."""
    return all(re.match(r"[;.]?(?:\n|$)| — ", text[end : end + 3]) for _, end in content)


def kind_by_marks(article, index):
    """direct, indirect or mixed, by the marks that are the statement's own: not its children's, nor inner ones."""
    statement, text = article["statements"][index], article["text"]
    first, last = statement["content"][0], statement["content"][-1]
    if (text[first[0]], text[last[1] - 1]) in PAIRS and all(
        text[s] in "“\"«„‘'»”‚`「" for s, _ in statement["content"]
    ):
        return "direct"
    children = [s for s in article["statements"] if s["parent"] == index]
    hidden = [span for child in children for span in child["content"]]
    own = [
        m
        for start, end in statement["content"]
        for m in MARK.finditer(text, start, end)
        if not any(s <= m.start() < e for s, e in hidden)
    ]
    if own and (text[first[0] - 2 : first[0]] in (": ", "\n\n") or fills_paragraph(text, statement["content"])):
        own = [] if statement["kind"] == "direct" else own  # titles in an answer or a letter
    return "mixed" if own else "indirect"
