import re

import pytest

from mock_panel.domain.parts import Found, Part
from mock_panel.domain.scores import Span
from mock_panel.scoring.advice import NEUTRAL_PROBES, quote
from mock_panel.scoring.engine import Prompt, score
from tests.scoring.labelled import sample
from tests.scoring.test_engine import STORY

SENTENCES = re.split(r"(?<=\.) ", STORY)


def test_a_missing_result_is_the_first_advice_with_the_questions_own_probe() -> None:
    prompt = Prompt(probes={Part.RESULT: ("How did the wait develop?",)})
    advice = score(" ".join(SENTENCES[:-2]), prompt=prompt).advice
    assert advice[0].part is Part.RESULT
    assert advice[0].probe == "How did the wait develop?"


def test_without_a_probe_of_its_own_a_neutral_one_is_asked() -> None:
    advice = score(" ".join(SENTENCES[:-2])).advice
    assert advice[0].probe == NEUTRAL_PROBES[Part.RESULT]


def test_a_quotation_keeps_the_stops_of_an_abbreviation() -> None:
    text = "I called the chief at 6 a.m. I went."
    assert quote(text, Span(0, 28)) == "“I called the chief at 6 a.m.”"
    assert quote(text, Span(29, 36)) == "“I went”"


def test_what_is_to_be_left_out_is_the_talk() -> None:
    told = (
        "In 2022 the harbor office lost two ferries. Trust is the foundation of it all. People are "
        "what they are. One has to believe in something."
    )
    advice = score(told).advice
    assert any("Leave out “Trust is the foundation" in piece.text for piece in advice)


def test_we_is_quoted_back() -> None:
    text = (
        "The office had a backlog of 90 days. We met with the staff and looked at the files. We "
        "changed the queue and trained the teams. In the end the wait fell to 22 days."
    )
    advice = score(text).advice
    assert any(
        piece.part is Part.ACTION and piece.text.startswith("Where you say “We met with the staff")
        for piece in advice[:2]
    )


def test_who_says_we_alone_is_asked_whose_acts_they_were_and_not_for_more() -> None:
    text = (
        "Our agency has been facing tighter budgets. We were asked to find savings. We formed a "
        "working group and we looked at all of our processes. We identified opportunities and we "
        "implemented several of them. In the end we achieved significant savings."
    )
    first, *others = [piece.text for piece in score(text).advice]
    assert first == (
        "Where you say “We formed a working group”, say what you yourself decided, did or arranged."
    )
    assert not [piece for piece in others if "steps" in piece]


def test_advice_quotes_words_of_the_answer_and_repeats_nothing() -> None:
    for answer in sample():
        advice = score(answer.text, prompt=Prompt.worded(answer.question)).advice
        assert len({a.text for a in advice}) == len(advice) <= 5
        probes = [a.probe for a in advice if a.probe]
        assert len(set(probes)) == len(probes)
        plain = " ".join(answer.text.split())
        for piece in advice:
            for quoted in re.findall("“([^”]+)”", piece.text):
                known = plain + answer.question
                assert quoted in {"I", "I would"} or quoted.removesuffix(" …") in known


def test_below_the_top_there_is_always_advice() -> None:
    for answer in sample():
        report = score(answer.text, prompt=Prompt.worded(answer.question))
        if report.level is not None and report.level < 5:
            assert report.advice, answer.id


def test_what_one_would_do_is_not_asked_for_its_date() -> None:
    text = (
        "An unclear law means that people act on guesses. I would read it with counsel first. "
        "Then I would publish what is settled. I would expect one text in use by day sixty."
    )
    advice = score(text, prompt=Prompt.worded("The law changes. What would you do?")).advice
    assert advice
    assert not any("when it was" in a.text or "learned" in a.text for a in advice)


def test_what_one_would_do_is_advised_in_the_same_mood() -> None:
    prompt = Prompt.worded("Two offices want one van. What would you do?")
    plan = "The two chiefs do not talk to each other. I would meet both of them on the first day."
    talk = "A van is never about the van. People want to be asked, and I believe in asking early."
    plans = (
        f"{plan} Then I would ask each for a list of the trips.",
        f"{talk} Sharing is a habit, and most offices have lost it.",
    )
    for plan in plans:
        advice = score(plan, prompt=prompt).advice
        words = " ".join(f"{piece.text} {piece.probe}" for piece in advice)
        assert "would" in words
        assert not re.search(r"\b(was|were|did|came|wanted|stood)\b", words), words


@pytest.mark.parametrize("musing", ["", " I think that was right. I know that some disagreed."])
def test_a_real_case_told_to_a_hypothetical_question_is_advised_as_one(musing: str) -> None:
    prompt = Prompt.worded("A contractor misses two deadlines. What would you do?")
    told = (
        "In 2022 I ran the permits branch and a contractor missed two deadlines in a row. I called "
        "their program lead the same day and asked for the list of defects. I moved two of my "
        "analysts onto testing. I withheld the next payment. They delivered three weeks later, and "
        "the wait for a permit fell from 90 days to 35."
    )
    report = score(told + musing, prompt=prompt)
    assert report.parts[Part.RESULT].found is Found.CLEAR
    assert any("whether it lasted" in piece.text for piece in report.advice)
    assert not any("would" in piece.text for piece in report.advice)
