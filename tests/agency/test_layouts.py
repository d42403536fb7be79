"""The training articles of `training/layouts.py`."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import layouts

MADE = list(layouts.articles(120, 5, []))


def test_every_span_points_at_words_and_every_child_lies_in_its_parent():
    """`check` raises otherwise; it runs on every article made."""
    assert len(MADE) == 120
    for record in MADE:
        layouts.check(record)
        assert 60 <= len(record["text"].split()) <= 500


def test_no_building_mark_is_left_in_a_text():
    assert not [r["id"] for r in MADE if set("⟦⟧{}|") & set(r["text"])]


def test_the_same_seed_makes_the_same_articles_and_another_seed_others():
    again = list(layouts.articles(120, 5, []))
    assert again == MADE
    assert next(layouts.articles(1, 6, []))["text"] != MADE[0]["text"]


def test_most_layouts_turn_up_and_some_articles_hold_no_statement():
    assert len(Counter(r["kind"] for r in MADE)) >= 12
    assert any(not r["attributions"] for r in MADE)


def test_contents_of_an_annotated_article_are_laid_anew_word_for_word():
    text = "Mayor Ann Lee said that the bridge will not be closed before the autumn. "
    text += "“We have checked each of the bolts,” she said."
    say, quote = "that the bridge will not be closed before the autumn", "“We have checked each of the bolts,”"

    def mark(source: str, cue_at: int, content: str) -> dict[str, list[list[int]]]:
        start, place = text.index(content), text.index(source)
        return {
            "source": [[place, place + len(source)]],
            "cue": [[cue_at, cue_at + 4]],
            "content": [[start, start + len(content)]],
        }

    marks = [mark("Ann Lee", text.index("said"), say), mark("she", text.rindex("said"), quote)]
    assert layouts.contents(text, marks) == (["We have checked each of the bolts."], [say.removeprefix("that ")])
