"""Executive signals, parts of a question, competencies, kinds of answers."""

import pytest

from mock_panel.bank.check import check
from mock_panel.bank.source import shipped_directory
from mock_panel.domain.parts import Found, Part
from mock_panel.domain.questions import QuestionType
from mock_panel.domain.scores import ScoreReport
from mock_panel.scoring.answer_type import AnswerType
from mock_panel.scoring.competency_cues import CUES, competencies_of_ecq
from mock_panel.scoring.engine import Prompt, assess, score
from tests.scoring.labelled import sample
from tests.scoring.test_engine import STORY


def values(text: str, **more: object) -> dict[str, float]:
    report = score(text, **more)  # type: ignore[arg-type]
    return {s.id: s.value for s in report.signals}


def quoted(report: ScoreReport, text: str, signal: str) -> list[str]:
    return [e.of(text) for s in report.signals if s.id == signal for e in s.evidence]


def test_people_money_and_breadth_are_told_with_their_words() -> None:
    text = (
        "I was director of a bureau and led a staff of 340 people with a budget of 12 million "
        "dollars. We lost 40 cases a month. I asked every office to send me its worst file. I cut "
        "two forms. The loss fell to 3 cases, and other agencies took the form up government-wide."
    )
    report = score(text)
    found = {s.id: s.value for s in report.signals}
    assert found["scope.people_led"] == 340
    assert found["scope.money"] == 12e6
    assert found["scope.breadth"] == 3
    assert "government-wide" in quoted(report, text, "scope.breadth")


@pytest.mark.parametrize(
    ("more", "age"), [({"year": 2026}, 15.0), ({"year": 2019}, None), ({}, None)]
)
def test_an_example_older_than_ten_years_is_named(more: dict[str, int], age: float | None) -> None:
    assert values(STORY.replace("2021", "2011"), **more).get("answer.old_example") == age


def test_years_ago_need_no_calendar() -> None:
    assert (
        values("Fifteen years ago this was. " + STORY.replace("In 2021 ", ""))["answer.old_example"]
        == 15
    )


def test_the_year_is_no_part_of_the_level() -> None:
    old = STORY.replace("2021", "1999")
    assert score(old, year=2026).level_exact == score(old).level_exact


def test_talk_against_people_jargon_and_a_wrong_sum_are_advised_on() -> None:
    text = STORY.replace(
        "fell from 90 days to 22.", "fell from 90 days to 22, down 90 percent, said the RBTX."
    ).replace("The governor", "Those incompetent people failed and the governor")
    report = score(text)
    found = {s.id for s in report.signals}
    assert {"answer.against_people", "answer.jargon", "result.wrong_sum"} <= found
    told = " ".join(a.text for a in report.advice)
    assert "does not add up" in told
    assert "hard words about people" in told


def test_letters_that_are_spelt_out_are_no_jargon() -> None:
    spelt = STORY + " The Regional Board of Transport (RBTX) praised it; the RBTX uses it now."
    assert "answer.jargon" not in values(spelt)


def test_a_long_background_is_rambling() -> None:
    background = "In 2021 the office was behind and the backlog stood at 900 files in the cellar. "
    many = "".join(background.replace("900", str(n)) for n in range(900, 912))
    assert values(many + STORY)["answer.rambling"] > 0.5


def test_more_than_two_examples_are_counted() -> None:
    text = STORY + " Another example is the fleet. A third example is the archive, where I led too."
    assert values(text)["answer.many_examples"] == 3


PROMPT = Prompt(
    "Describe a change.", asks=("who stood against it", "what came of it", "what you learned")
)


def test_the_parts_of_a_question_that_are_passed_over_are_advised() -> None:
    report = score(STORY, prompt=PROMPT)
    assert {s.id: s.value for s in report.signals}["answer.asks"] == 2
    assert any("“what you learned”" in a.text for a in report.advice)
    met = score(STORY + " I learned that the people who object first know most.", prompt=PROMPT)
    assert {s.id: s.value for s in met.signals}["answer.asks"] == 3


def test_the_asks_of_a_worded_question_are_read_off_it() -> None:
    text = "Tell us about a change. What resistance did you meet, and what difference did it make?"
    assert Prompt.worded(text).asks == (
        "What resistance did you meet", "what difference did it make"
    )  # fmt: skip
    assert Prompt.worded("Tell us about a change you led.").asks == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Why do you want to join the SES?", QuestionType.VIEWPOINT),
        ("Why this post?", QuestionType.VIEWPOINT),
        ("Why should we choose you?", QuestionType.VIEWPOINT),
        ("What are your greatest strengths?", QuestionType.VIEWPOINT),
        ("What does accountability mean to you?", QuestionType.VIEWPOINT),
        ("Is there anything else you would like us to know?", QuestionType.VIEWPOINT),
        ("What would you like to ask us?", QuestionType.VIEWPOINT),
        ("Describe your leadership style and give an example of it.", QuestionType.BEHAVIORAL),
        ("What was your greatest accomplishment?", QuestionType.BEHAVIORAL),
        ("Why did you leave the project, and what came of it?", QuestionType.BEHAVIORAL),
        ("Do you think we should merge them, and what would you do?", QuestionType.SITUATIONAL),
    ],
)
def test_what_is_asked_for_is_read_off_the_wording(text: str, kind: QuestionType) -> None:
    assert Prompt.worded(text).type is kind


def test_the_competencies_of_the_cues_are_those_of_the_bank() -> None:
    bank, _ = check(shipped_directory())
    assert bank is not None
    for framework in bank.qualifications:
        ids = {c.id for c in framework.competencies}
        assert ids <= set(CUES)
        for ecq in framework.ecqs:
            among, meant = competencies_of_ecq(ecq.title)
            assert {c.id for c in ecq.competencies} <= meant
            assert among is None or among == ids


def test_a_competency_needs_two_cues_in_action_or_result() -> None:
    for answer in sample():
        prompt = Prompt.worded(answer.question, answer.ecq)
        found = assess(answer.text, prompt=prompt)
        told = [s.span for s in found.told.speaking_of(Part.ACTION, Part.RESULT)]
        shown_by = score(answer.text, prompt=prompt).competencies
        assert len(shown_by) <= (2 if found.levelled.level >= 3 else 0)
        for shown in shown_by:
            assert len({e.of(answer.text).lower() for e in shown.evidence}) >= 2
            for span in shown.evidence:
                assert any(t.start <= span.start < span.end <= t.end for t in told)


TRUCE = (
    "In 2022 two section chiefs of my division of 60 people had stopped speaking and 30 cases lay "
    "still. I listened to each of them separately, then sat them down in one room. I set ground "
    "rules and asked each side what bothered them. I brokered a truce over the shared clerk. They "
    "settled the dispute in writing, the last grievance was withdrawn, and the 30 cases went down "
    "to 2 within a month."
)


def test_a_competency_is_shown_by_what_was_done() -> None:
    asked = Prompt.worded("Describe a conflict that you settled.", "Leading People")
    shown = {c.id: c for c in score(TRUCE, prompt=asked).competencies}
    assert "conflict-management" in shown
    quoted = {e.of(TRUCE).lower() for e in shown["conflict-management"].evidence}
    assert {"ground rules", "truce"} <= quoted


def test_kinds_of_answers() -> None:
    def kind(text: str, question: str = "Tell us about a time.") -> AnswerType:
        return assess(text, prompt=Prompt.worded(question)).kind

    assert kind(STORY) is AnswerType.STORY
    usual = (
        "I usually begin by talking to everyone. I always listen before I decide. Whenever there "
        "is resistance I bring people together, and I make sure that we agree on the goal."
    )
    assert kind(usual) is AnswerType.PSEUDO_STORY
    would = "I would meet each of them alone. I would set rules with them. I would expect calm."
    assert kind(would, "What would you do?") is AnswerType.SITUATIONAL
    assert kind(STORY, "What would you do?") is AnswerType.STORY
    assert not kind(would).is_example
    ours = "We would call the bank first. We would print the checks. We would tell every office."
    assert kind(ours, "What would your team do if the payments failed?") is AnswerType.SITUATIONAL
    recipe = (
        "A bad pour comes in, as a rule, on a Monday. I walk the floor with the foreman before I "
        "read a thing. Usually I put the three worst pieces on the bench and I ask the crew to "
        "name the cause. Then I write one page, and most of the time the line runs by night."
    )
    assert kind(recipe) is AnswerType.PSEUDO_STORY


def test_a_scene_that_is_told_is_an_example_even_if_nobody_is_seen_to_act() -> None:
    text = (
        "So the depot flooded in the spring of 2021, and eleven of our trucks stood in it to the "
        "doors. The parts were on a ship somewhere, and the county had no road but ours. Meetings "
        "were held about it, and everybody pitched in."
    )
    report = score(text, prompt=Prompt.worded("Tell us about a time you led others in a crisis."))
    assert report.level == 2
    assert report.advice[0].part is Part.ACTION


def test_one_event_told_in_the_present_tense_is_a_story() -> None:
    text = (
        "It is October and the shift loses 14 orders in every thousand. I walk the line with two "
        "pickers. I ask each of them what slows them. I move the fast goods to the front. By "
        "Friday we lose 3 in every thousand."
    )
    found = assess(text, prompt=Prompt.worded("Tell us about a problem you fixed."))
    assert found.kind is AnswerType.STORY
    assert found.levelled.level >= 2


HELD = (
    "In 2023 our office had 3,200 open cases, and families waited four months. I sat with two "
    "clerks and read fifty files. I found that half waited for one form. I moved four people to "
    "intake and I set a weekly count with their chief. "
)


@pytest.mark.parametrize(
    ("ending", "found"),
    [
        ("I cut the backlog from 3,200 to 900.", Found.CLEAR),
        ("I raised on-time delivery from 60 to 95 percent.", Found.CLEAR),
        ("I cut the form from forty-four lines to seven.", Found.ABSENT),
    ],
)
def test_a_figure_that_i_brought_down_or_up_is_a_result(ending: str, found: Found) -> None:
    report = score(HELD + ending)
    assert report.parts[Part.RESULT].found is found
    assert any(advice.text.endswith("a number if you have one.") for advice in report.advice) is (
        found is Found.ABSENT
    )


@pytest.mark.parametrize(
    ("ending", "wrong"),
    [
        ("The wait fell from 20 to 10, and engagement improved 15 percent.", False),
        ("I cut the wait from 40 days to 10 days with 20 percent fewer staff.", False),
        ("Errors fell from 40 to 10, down 75 percent.", False),
        ("I cut the backlog from 2,000 to 1,200, a 60 percent reduction.", True),
    ],
)
def test_a_percentage_is_checked_against_its_own_change_only(ending: str, wrong: bool) -> None:
    assert ("result.wrong_sum" in values(HELD + ending)) is wrong


def test_loud_words_headings_and_agencies_are_no_jargon() -> None:
    for text in ("I did NOT want it. ", "RESULT: it held. ", "GSA and the OIG agreed. "):
        assert "answer.jargon" not in values(HELD + text)


def test_an_answer_full_of_figures_is_no_list_of_cues() -> None:
    text = (
        "In 2023 I decided to end our fleet lease. I reviewed the trip logs, met with the four "
        "division directors and cut 60 vehicles. I met each driver in person. Costs fell from "
        "$900,000 to $500,000 a year, complaints dropped to zero, and on-time visits improved from "
        "80 percent to 92 percent. The policy was adopted by two other regions."
    )
    assert (score(text).level or 0) >= 3


def test_what_is_denied_is_no_sign_of_it() -> None:
    assert "result.spread" not in values(HELD + "In the end they had never asked for it.")


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Those lazy inspectors never came. ", True),
        ("My boss was hopeless. ", True),
        ("The first data were useless. ", False),
        ("It made her look lazy. ", False),
        ("The feud was not a joke. ", False),
    ],
)
def test_hard_words_count_only_of_people(text: str, against: bool) -> None:
    assert ("answer.against_people" in values(text + STORY)) is against


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("I ran a branch of 60 inspectors. ", 60),
        ("Two of my inspectors asked for transfers. ", None),
        ("My line had people of eighty standing in sleet. ", None),
    ],
)
def test_a_few_of_mine_are_not_all_i_led(text: str, led: float | None) -> None:
    assert values(text + HELD.replace("four people", "some people")).get("scope.people_led") == led


def test_a_roman_number_is_no_jargon() -> None:
    assert "answer.jargon" not in values("Title VI and Part XIV of the act said so. " + STORY)
