import re

from hypothesis import given

from mock_panel.domain.parts import STORY_PARTS
from mock_panel.scoring.engine import Prompt, score
from mock_panel.scoring.feature_words import feature_words
from mock_panel.scoring.marking import shipped_weights
from mock_panel.scoring.report_text import WIDTH, lines
from tests.scoring.labelled import sample
from tests.scoring.strategies import TEXTS
from tests.scoring.test_engine import STORY


def test_no_line_is_wider_than_a_small_terminal() -> None:
    for answer in sample():
        report = score(answer.text, prompt=Prompt.worded(answer.question))
        assert all(len(line) <= WIDTH for line in lines(answer.text, report))


@given(TEXTS)
def test_any_report_can_be_written_out(text: str) -> None:
    assert lines(text, score(text))


def test_the_review_holds_level_marks_evidence_and_advice() -> None:
    text = STORY.rsplit(". ", 1)[0] + "."
    page = "\n".join(lines(text, score(text)))
    assert re.match(r"Level [345] of 5 \(practice", page)
    assert " T  The director asked me to bring the wait under 30 days." in page
    for part in STORY_PARTS:
        assert f" {part.letter} ● {part.value}: clear" in page
    assert "- a measure: “90 days”" in page
    assert " 1. " in page


def test_a_refusal_says_why_and_what_to_do() -> None:
    page = "\n".join(lines("I don't know", score("I don't know")))
    assert page.startswith("Not scored: no answer")
    assert "Take the nearest example" in page


def test_every_feature_that_has_a_weight_reads_as_words() -> None:
    told = {name: feature_words(name) for name in shipped_weights().features}
    raw = [name for name, words in told.items() if re.search(r"[#@=_]|\b\d |\w\.\w", words)]
    assert not [
        name for name in raw if not name.startswith(("pair=", "word=", "opens.", "length."))
    ]
    assert told["kind.1 i look #"] == "first, “I” with a verb of looking into it beside a number"
    assert told["length.1"] == "5 to 8 words"
