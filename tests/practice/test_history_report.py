"""The report for a mentor: one page that stands alone, in which words stay words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.attempts import Attempt, ProbeAnswer, Timing
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.scores import Advice, Span
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch
from mock_panel.domain.stories import Story
from mock_panel.practice.history_report import Sources, gather, history_html
from mock_panel.practice.history_report.attempts import attempt_markup
from mock_panel.practice.stories import Stories
from mock_panel.speech.delivery import measure_delivery
from tests.practice.fakes import MemoryAttempts
from tests.practice.story_bank import FLEET, NOW, scored, shipped
from tests.storage.sample_stories import make_story

if TYPE_CHECKING:
    from mock_panel.practice.ports.stores import StoryStore


@dataclass
class StoryShelf:
    """As much of a store as the report asks."""

    stories: Sequence[Story] = ()
    counted: dict[str, int] = field(default_factory=dict)

    def all(self) -> Sequence[Story]:
        return self.stories

    def counts(self, _: object) -> dict[str, int]:
        return self.counted


def sources(attempts: Sequence[Attempt], *stories: Story) -> Sources:
    shelf = cast("StoryStore", StoryShelf(stories))
    return Sources(
        MemoryAttempts(stored={a.id: a for a in attempts}),
        Stories(shelf, lambda: NOW, lambda: "id"), shipped(), measure_delivery, NOW,
    )  # fmt: skip


def report(attempts: Sequence[Attempt], *stories: Story, with_words: bool = True) -> str:
    given_by = sources(attempts, *stories)
    return "".join(history_html(gather(given_by), given_by, with_words=with_words))


class Page(HTMLParser):
    """The tags of a page, and its text as a reader sees it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def some_answers(count: int = 7) -> list[Attempt]:
    """At one question, a day between two of them; the last is recorded, the one before timed."""
    made = []
    for number in range(count):
        attempt = scored(number=number)
        made.append(replace(attempt, started_at=NOW - timedelta(days=count - number)))
    speech = tuple(Stretch(10.0 * n + 2, 10.0 * n + 10) for n in range(12))
    sound = SpokenAnswer(Recording("x", 130.0, (), speech))
    made[-1] = replace(made[-1], spoken=sound, mode=AnswerMode.SPOKEN)
    if count > 1:
        made[-2] = replace(made[-2], text="", report=None, mode=AnswerMode.SPOKEN)
    return made


def test_stands_alone_runs_nothing_and_names_each_mark_once() -> None:
    page = report(some_answers(), make_story())
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert "unsafe" not in page
    parsed = Page(page)
    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(
        t for t, _ in parsed.tags
    )
    given_names = [(name, value) for _, attributes in parsed.tags for name, value in attributes]
    assert not {name for name, _ in given_names} & {"style", "src", "href", "srcdoc", "action"}
    ids = [value for name, value in given_names if name == "id"]
    assert len(ids) == len(set(ids)) == 2 * 7


def test_says_in_words_what_there_is_and_counts_before_it_averages() -> None:
    told = Page(report(some_answers(4))).text
    assert "4 answers from 25 Feb 2026 to 28 Feb 2026, on 4 days: 3 scored" in told
    assert "Too few to say: Driving Efficiency, 4 answers, 3 scored." in told
    assert "Highest" not in told
    assert "Not practised yet: Rule of Law" in told
    told = Page(report(some_answers(8))).text
    level = scored().report
    assert level is not None
    exact = f"{level.level_exact:.1f}"
    assert f"level {exact} ({exact} each time in the last 5 of 7 scored)" in told
    assert "No outcome yet: 4 of 5 ECQs have fewer than 5 scored answers" in told
    assert "The last 5 scored answers at each ECQ" in told
    assert "in 5 of 5" in told


def test_every_answer_is_there_with_its_marks_its_proofs_its_advice_and_its_delivery() -> None:
    answers = some_answers()
    answers[0] = replace(
        answers[0],
        continuations=(ProbeAnswer("Who gained?", "The pool.", NOW, 9),),
        misunderstood=True,
    )
    parsed = Page(report(answers, make_story()))
    told = parsed.text
    assert (
        sum(tag == "details" and ("class", "attempt") in given for tag, given in parsed.tags) == 7
    )
    for words in (
        "I cancelled the lease on sixty of them because their mileage was below the break-even.",
        "a measure: “$410,000",
        "Asked on: Who gained?",
        "The candidate had misunderstood the question.",
        "Own rating: none.",
        "timed, not scored",
        "together 19% of the answer",
        "Idle fleet no. 0",
    ):
        assert words in told, words
    assert told.count(answers[1].report.advice[0].text) == 6  # type: ignore[union-attr]
    assert ("b", (("class", "result"), ("title", "result"))) in parsed.tags


def test_without_words_not_one_sentence_of_an_answer_is_in_it() -> None:
    answers = some_answers()
    answers[0] = replace(
        answers[0], note="mileage first", continuations=(ProbeAnswer("Who?", "The pool.", NOW, 9),)
    )
    story = make_story()
    told = Page(report(answers, story, with_words=False)).text
    for sentence in FLEET.split(". "):
        # Nor any four words of one, as proofs and advice quote them.
        spoken = sentence.split()
        for start in range(len(spoken) - 3):
            assert " ".join(spoken[start : start + 4]) not in told
    assert "The pool." not in told
    assert "mileage first" not in told
    for prompts in story.prompts.values():
        assert not any(prompt in told for prompt in prompts)
    assert "The words of the answers are left out" in told
    assert answers[0].question.text in told


def test_an_empty_history_and_answers_of_a_lost_set_are_told_as_that() -> None:
    assert "There are no answers yet." in Page(report([])).text
    lost = scored()
    lost = replace(lost, question=replace(lost.question, framework=FrameworkId("gone")))
    told = Page(report([lost])).text
    assert "1 answer of these under a set of questions that is no longer in the bank" in told
    assert "I cancelled the lease" in told


ANSWER = scored()
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PIECES = (
    "<",
    ">",
    "&",
    '"',
    "'",
    "</p>",
    "<script>",
    "-->",
    "]]>",
    "&lt;",
    "\x00",
    "\ud800",
    "\u202e",
    "é",
    "w ",
)


def saying(words: str) -> str:
    """An answer in which these words stand wherever somebody's words may stand."""
    attempt = ANSWER
    report_ = attempt.report
    assert report_ is not None
    end = len(words)
    attempt = replace(
        attempt,
        id=AttemptId(words),
        question=replace(attempt.question, text=words, ecq=EcqId(words)),
        text=words,
        note=words,
        continuations=(ProbeAnswer(words, words, NOW, 1.0),),
        timing=Timing(0, 100, 1),
        report=replace(
            report_,
            sentences=tuple(replace(m, span=Span(0, end)) for m in report_.sentences),
            signals=tuple(replace(s, evidence=(Span(0, end),)) for s in report_.signals),
            advice=(Advice(report_.advice[0].part, words, words),),
        ),
    )
    return attempt_markup(attempt, {}, None, with_words=True)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_no_words_of_an_answer_become_markup(words: str) -> None:
    parsed = Page(saying(f"w{words}w"))
    assert parsed.tags == Page(saying("w")).tags
    shown = "".join(parsed.said)
    assert NO_CHARACTER.sub("\ufffd", words) in shown
    assert shown.encode()
