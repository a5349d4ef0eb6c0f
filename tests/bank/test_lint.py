"""What the lint warns of, and the good English that it leaves alone."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.bank import lint
from mock_panel.bank.check import examine
from mock_panel.bank.documents import Document
from mock_panel.bank.layout import Kind
from mock_panel.bank.problems import BankProblem
from mock_panel.bank.source import shipped_directory
from tests.bank.small_bank import write_small_bank

QUESTIONS = "small/leading-people.yaml"
FRAMEWORK = "small/framework.yaml"
SCALES = """\
scales:
  - id: three
    title: Three levels
    levels:
      - {value: 1, label: Low, meaning: Turns out badly.}
      - {value: 3, label: Middle, meaning: Turns out somehow.}
      - {value: 5, label: High, meaning: Turns out well.}
"""
TEXT = "Tell us about someone's growth."
PROBE = "What did you do?"
SUPPLEMENTAL = "How long did it take?"
LOW, HIGH = "Sent the person to a course.", "Handed over real work and stood by it."
AT_TEXT, AT_PROBE, AT_SUPPLEMENTAL = f"{QUESTIONS}:5:11", f"{QUESTIONS}:10:16", f"{QUESTIONS}:11:21"
AT_LOW, AT_HIGH, AT_MORE = f"{QUESTIONS}:13:10", f"{QUESTIONS}:14:10", f"{QUESTIONS}:21:11"


def warned(
    directory: Path,
    text: str = TEXT,
    *,
    asks: Sequence[str] = (),
    probe: str = PROBE,
    supplemental: str = SUPPLEMENTAL,
    anchors: tuple[str, str] = (LOW, HIGH),
    more: str = "",
) -> list[str]:
    """The warnings about a small bank whose first question reads like this.

    Args:
        directory: where to write the bank.
        text: the first question's.
        asks: its parts.
        probe: the only one for its action.
        supplemental: the only one.
        anchors: for its levels 1 and 5.
        more: YAML of further questions.
    """
    questions = f"""\
framework: small
ecq: leading-people
questions:
  - id: lp-growth
    text: {json.dumps(text)}
    type: behavioral
    competencies: [developing-others]
    asks: {json.dumps(list(asks))}
    probes:
      action: {json.dumps([probe])}
    supplementals: {json.dumps([supplemental])}
    anchors:
      1: {json.dumps(anchors[0])}
      5: {json.dumps(anchors[1])}
  - id: lp-choice
    text: What had to be chosen by you alone?
    type: situational
    competencies: [accountability, developing-others]
    asks: []
{more}"""
    write_small_bank(directory)
    (directory / "scales.yaml").write_text(SCALES, encoding="utf-8")
    (directory / QUESTIONS).write_text(questions, encoding="utf-8")
    return warnings_of(directory)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def warnings_of(directory: Path) -> list[str]:
    """With paths from the bank on."""
    checked = examine(directory)
    assert checked.problems == []
    warnings = lint.warnings(checked.documents)
    assert warnings == sorted(warnings)
    assert all(warning.message.startswith("warning: ") for warning in warnings)
    return [str(warning).replace(f"{directory}/", "") for warning in warnings]


def question(name: str, text: str, anchor: str = "") -> str:
    """The YAML of a further question."""
    anchors = f"    anchors: {{3: {json.dumps(anchor)}}}\n" if anchor else ""
    return (
        f"  - id: {name}\n    text: {json.dumps(text)}\n    type: behavioral\n"
        f"    competencies: [accountability]\n{anchors}"
    )


def test_a_good_bank_gives_no_warning(tmp_path: Path) -> None:
    assert warned(tmp_path) == []


def test_the_shipped_bank_gives_no_warning() -> None:
    checked = examine(shipped_directory())
    assert lint.warnings(checked.documents) == []


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("What did you do? What came of it?", "What came of it?"),
        ("Tell us about a failure, and how you dealt with it.", "and how you dealt with it."),
        ("What did you choose, and why?", "and why?"),
        ("What did you choose and what came of it?", "and what came of it?"),
        ("Who was against it, and when did you hear of it?", "and when did you hear of it?"),
        ("What did you give up, and for whom?", "and for whom?"),
        ("Describe the plan, and if so, why it failed.", "and if so, why it failed."),
        ("Tell us about a hard year. Describe your part.", "Describe your part."),
        ("Describe it. In a minute, tell us the cost.", "In a minute, tell us the cost."),
        ("Give us an example and tell us who helped.", "and tell us who helped."),
        ("What did you know, what did you decide?", "what did you decide?"),
        ("What went wrong?How did you learn of it?", "How did you learn of it?"),
        ("When did you last lose? Walk us through it, and why.", "and why."),
    ],
)  # fmt: skip
def test_two_things_are_asked_as_one(tmp_path: Path, text: str, second: str) -> None:
    message = (
        f"warning: '{second}' asks a second thing, which an answer may miss; "
        "name the parts in 'asks' or ask one"
    )
    assert warned(tmp_path, text) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "named", text, asks=["the first", "the second"]) == []


def test_the_parts_of_the_shipped_questions_would_be_missed() -> None:
    """Every question that has `asks` needs them."""
    for document in examine(shipped_directory()).documents[Kind.QUESTIONS]:
        for i in document.indices(("questions",)):
            text = document.at(("questions", i, "text"))
            needed = any("second thing" in w.message for w in warnings_about([{"text": text}]))
            assert needed == bool(document.at(("questions", i, "asks"))), text


@pytest.mark.parametrize(
    "text",
    [
        "When did you last lose a vote? Walk us through what you did.",
        "What is the hardest thing you have done? Tell us about it.",
        "Think of the year that cost you most. What did you do with it?",
        "You learn what is wrong and why. What would you do?",
        "How would you decide what to give up and what to keep?",
        "How did you weigh what people wanted and what the law asked of you?",
        "Tell us about a case in which you had to find out what to do and how to do it.",
        "If the money runs out, what would you do?",
        "Tell us about a budget that you had to prepare and explain.",
        "What??",
    ],
)
def test_one_thing_is_asked_in_several_clauses(tmp_path: Path, text: str) -> None:
    assert warned(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Have you led a merger?", "Have you"),
        ("Did you ever stop a program?", "Did you"),
        ("Do you hold people to account.", "Do you"),
        ("Are you good with budgets?", "Are you"),
        ("Can you lead a hundred people?", "Can you"),
        ("Could you run a larger office?", "Could you"),
        ("Would you tell your chief of it?", "Would you"),
        ("Is conflict good for a team?", "Is conflict"),
        ("Was there a moment of doubt?", "Was there"),
        ("And did it work?", "did it"),
        ("Your budget is cut. If so, would you resign?", "would you"),
        ("In your last post, did you manage money?", "did you"),
        ("When the money ran out, did you stop?", "did you"),
    ],
)
def test_a_yes_or_no_would_do(tmp_path: Path, text: str, opening: str) -> None:
    message = (
        f"warning: '{opening}' can be answered with yes or no, which shows nothing; "
        "ask what or how, or 'Tell us about'"
    )
    assert warned(tmp_path / "text", text) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "probe", probe=text) == [f"{AT_PROBE}: {message}"]
    assert warned(tmp_path / "more", supplemental=text) == [f"{AT_SUPPLEMENTAL}: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell us about a failure?",
        "Can you describe your hardest year?",
        "Would you please give us an example?",
        "Could you also, briefly, say more of that?",
        "Can you think of a time when you lost?",
        "May we ask what it cost you?",
        "Had you known of it, what would you have done?",
        "Should you lose the vote, how would you proceed?",
        "Should you find an error, the law asks you to report it. How would you begin?",
        "If you could do it again, what would you change?",
        "What did they agree to, and did they keep to it?",
        "At what point did you act?",
        "Do describe the plan.",
        "Have a plan ready. What is in it?",
    ],
)
def test_an_open_question_is_no_closed_one(tmp_path: Path, text: str) -> None:
    assert warned(tmp_path, probe=text) == []


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("How would your age help you here?", "age"),
        ("What is the age of your staff?", "age"),
        ("How old are you?", "How old are you"),
        ("When do you plan to retire?", "plan to retire"),
        ("What does your sex have to do with it?", "sex"),
        ("How do people of your race fare here?", "race"),
        ("Where does your Ethnicity show?", "Ethnicity"),
        ("What is your national origin?", "national origin"),
        ("How does your religion guide you?", "religion"),
        ("What does your faith tell you?", "your faith"),
        ("What would your family say?", "family"),
        ("How do you juggle a family of five?", "family"),
        ("How long have you been married?", "married"),
        ("What does your husband do?", "husband"),
        ("Who minds your children?", "children"),
        ("Where is your child's school?", "child"),
        ("What do you do about your disability?", "disability"),
        ("How is your health?", "health"),
        ("How is the health of your wife?", "health"),
        ("What illness did you have?", "illness"),
        ("How long were you a union member?", "union member"),
        ("Why did you join a labor union?", "join a labor union"),
        ("What are your political views?", "your political views"),
    ],
)
def test_some_topics_are_no_business_of_a_panel(tmp_path: Path, sentence: str, topic: str) -> None:
    message = f"warning: '{topic}' is not job-related, OPM forbids it; ask about work"
    assert warned(tmp_path / "text", sentence) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "probe", probe=sentence) == [f"{AT_PROBE}: {message}"]
    assert warned(tmp_path / "more", supplemental=sentence) == [f"{AT_SUPPLEMENTAL}: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "Tell us how you dealt with the age of the equipment.",
        "What did you do in this information age?",
        "Describe an age-old custom that you ended.",
        "Tell us about aging systems and aged software that you replaced.",
        "Tell us about the family of aircraft that you bought.",
        "Describe your work for military families.",
        "Tell us how you protected public health in a crisis.",
        "How did you change the health of your organization?",
        "Describe a reform of mental health services.",
        "Describe the hardest case that children's services gave you.",
        "Tell us about work for children in foster care.",
        "Tell us about the race against time that you most remember.",
        "What did an arms race teach your agency?",
        "How did the state of the union change your work?",
        "Tell us about a dispute with a union.",
        "How did you serve people with disabilities better?",
        "Describe the disability claims backlog that you cleared.",
        "Tell us how you protected the free exercise of religion.",
        "What did you learn from rules made in good faith?",
        "How did you marry the two systems?",
        "Tell us about plans divorced from what people need.",
        "How did you become familiar with the law?",
        "Tell us how you averaged the sextant readings.",
    ],
)
def test_the_same_words_may_name_the_work_of_an_agency(tmp_path: Path, text: str) -> None:
    assert warned(tmp_path, text) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Why do you agree that change is good?", "do you agree that"),
        ("How, as any good leader would, did you share credit?", "as any good leader"),
        ("What, of course, did you do first?", "of course"),
        ("What was surely the best part of it?", "surely"),
        ("Obviously you had a plan. What was it?", "Obviously"),
        ("How did you successfully turn it around?", "How did you successfully"),
        ("You told your chief, right?", "right?"),
        ("You won, didn\N{RIGHT SINGLE QUOTATION MARK}t you?", "didn't you"),
        ("Wouldn't you agree that rules matter?", "Wouldn't you"),
        ("Don't you think so?", "Don't you"),
    ],
)
def test_the_wanted_answer_is_given_away(tmp_path: Path, sentence: str, words: str) -> None:
    message = f"warning: '{words}' gives away the answer wanted; ask without it"
    assert warned(tmp_path / "text", sentence) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "probe", probe=sentence) == [f"{AT_PROBE}: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "Describe the hardest change of course you have made.",
        "How did you know that it was right?",
        "What didn't you know at the time?",
        "Where did it stand, as far as you know?",
        "How would you agree on a plan with two offices?",
        "What felt like a good result?",
        "How did you make the aim clear?",
    ],
)
def test_a_neutral_question_leads_nowhere(tmp_path: Path, text: str) -> None:
    assert warned(tmp_path, text) == []


def test_a_question_can_be_too_long_to_hear(tmp_path: Path) -> None:
    assert warned(tmp_path / "long", f"Tell us about {'work ' * 50}at sea.") == []
    message = (
        "warning: 63 words take 28 seconds to read aloud, too long to keep in mind; cut them to 55"
    )
    long = f"Tell us about {'work ' * 58}at sea."
    assert warned(tmp_path / "longer", long) == [f"{AT_TEXT}: {message}"]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("How did you leverage your staff?", "leverage"),
        ("Who were the Stakeholders?", "Stakeholders"),
        ("Which KPIs did you use?", "KPIs"),
        ("What low-hanging fruit was there?", "low-hanging fruit"),
        ("How did you optimise it?", "optimise"),
    ],
)
def test_jargon(tmp_path: Path, sentence: str, word: str) -> None:
    message = f"warning: '{word}' is jargon, each candidate hears another thing; use plain words"
    assert warned(tmp_path / "text", sentence) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "probe", probe=sentence) == [f"{AT_PROBE}: {message}"]


def test_a_word_with_jargon_in_it_is_no_jargon(tmp_path: Path) -> None:
    assert warned(tmp_path, "Tell us about a winwinning geometrics lesson.") == []


def test_an_abbreviation_that_is_not_spelt_out(tmp_path: Path) -> None:
    message = "is not spelt out, not everyone knows it; write the full name with it"
    assert warned(tmp_path, "Tell us how you met GAO and the OIGs, and GAO again.") == [
        f"{AT_TEXT}: warning: 'GAO' {message}",
        f"{AT_TEXT}: warning: 'OIG' {message}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tell us how you met the Government Accountability Office (GAO).",
        "Describe a case under FOIA, the Freedom of Information Act.",
        "Describe a case under DoE, the department of energy.",
        "Tell us how the US, the UK, the UN and the EU use AI and IT in HR.",
        "Tell us which ECQs OPM asks of a GS leader who joins the SES.",
        "Tell us what YOU did NOT do in World War II.",
        "TELL US ABOUT A HARD YEAR.",
    ],
)
def test_capitals_that_everyone_can_read(tmp_path: Path, text: str) -> None:
    assert warned(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "other", "message"),
    [
        pytest.param(
            "Tell us about the hardest budget you have defended.",
            "Tell Us - about the hardest budget you have defended!",
            f"the same words as at {AT_TEXT}, one is wasted; drop one",
            id="same words",
        ),
        pytest.param(
            "Tell us about the hardest budget you have defended.",
            "What is the hardest budget that you defended?",
            f"nearly the same words as at {AT_TEXT}, one is wasted; reword or drop one",
            id="same content",
        ),
        pytest.param(
            "Tell us about the hardest budget you defended before angry people.",
            "Tell us about the hardest budget you defended before angry old people.",
            f"nearly the same words as at {AT_TEXT}, one is wasted; reword or drop one",
            id="one word more",
        ),
    ],
)
def test_a_question_that_is_there_already(
    tmp_path: Path, text: str, other: str, message: str
) -> None:
    warnings = warned(tmp_path, text, more=question("lp-other", other))
    assert warnings == [f"{AT_MORE}: warning: {message}"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Tell us about the hardest budget you defended.", "Tell us about the hardest budget cut."),
        ("What is a risk?", "Why would you take the risk of a lawsuit?"),
        ("What would you do?", "Why would you do it?"),
        ("What of growth?", "How did you come to growth?"),
    ],
)
def test_two_questions_on_like_matters(tmp_path: Path, text: str, other: str) -> None:
    assert warned(tmp_path, text, more=question("lp-other", other)) == []


@pytest.mark.parametrize(
    ("anchor", "message"),
    [
        ("Turns out well.", "repeats level 5 of the scale 'three', which raters see anyway"),
        ("high - turns out WELL", "repeats level 5 of the scale 'three', which raters see anyway"),
        ("It is low.", "repeats level 1 of the scale 'three', which raters see anyway"),
        (
            "Complete situation, action and result with a measure.",
            "'Complete situation, action and result...' fits any question, it tells nothing",
        ),
        ("Vague.", "'Vague.' fits any question, it tells nothing"),
        ("...", "'...' fits any question, it tells nothing"),
    ],
)
def test_an_anchor_that_would_do_for_any_question(
    tmp_path: Path, anchor: str, message: str
) -> None:
    assert warned(tmp_path, anchors=(LOW, anchor)) == [
        f"{AT_HIGH}: warning: {message}; write what answers to this show"
    ]


def test_an_anchor_near_the_meaning_of_a_level(tmp_path: Path) -> None:
    checked = examine(shipped_directory())
    near = "Credible situation, action and result are all there, at the level of the director."
    warned(tmp_path, anchors=(near, HIGH))
    (own,) = (d for d in examine(tmp_path).documents[Kind.QUESTIONS])
    documents = {**checked.documents, Kind.QUESTIONS: [own], Kind.FRAMEWORK: []}
    (warning,) = lint.warnings(documents)
    assert "repeats level 3 of the scale 'evidence-5'" in warning.message


def test_an_anchor_of_two_questions(tmp_path: Path) -> None:
    more = question("lp-other", "Tell us about a missed deadline.", anchor=LOW.upper())
    message = f"the same anchor as at {AT_LOW}, it fits neither well; write one for each"
    assert warned(tmp_path, more=more) == [f"{QUESTIONS}:24:18: warning: {message}"]


def test_a_competency_that_no_question_is_mainly_about(tmp_path: Path) -> None:
    warned(tmp_path)
    replace(tmp_path / QUESTIONS, "[accountability, developing-others]", "[developing-others]")
    message = (
        "warning: 'accountability' is the main target of no question, it is never asked about; "
        "name it first in one"
    )
    assert warnings_of(tmp_path) == [f"{FRAMEWORK}:18:13: {message}"]


def test_a_framework_without_questions_is_left_alone(tmp_path: Path) -> None:
    warned(tmp_path)
    other = tmp_path / "other" / "framework.yaml"
    other.parent.mkdir()
    framework = (tmp_path / FRAMEWORK).read_text(encoding="utf-8")
    other.write_text(framework.replace("id: small", "id: other"), encoding="utf-8")
    assert warnings_of(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("Tell us about {field}.", "{field}"),
        ("Tell us about {}.", "{}"),
        ("Tell us about [your field].", "[your field]"),
        ("Tell us about [NAME OF OFFICE].", "[NAME OF OFFICE]"),
        ("Tell us about <agency>.", "<agency>"),
        ("Tell us about ____.", "____"),
        ("Tell us about TBD.", "TBD"),
    ],
)
def test_a_placeholder_that_was_not_filled_in(tmp_path: Path, text: str, placeholder: str) -> None:
    message = (
        f"warning: '{placeholder}' is a placeholder, it would be read as it stands; fill it in"
    )
    assert warned(tmp_path / "text", text) == [f"{AT_TEXT}: {message}"]
    assert warned(tmp_path / "probe", probe=text) == [f"{AT_PROBE}: {message}"]
    anchors = (LOW, f"Sold {placeholder} abroad.")
    assert warned(tmp_path / "anchor", anchors=anchors) == [f"{AT_HIGH}: {message}"]
    assert warned(tmp_path / "asks", asks=["one", text]) == [f"{QUESTIONS}:8:19: {message}"]


def test_a_placeholder_in_a_title_but_not_in_a_citation(tmp_path: Path) -> None:
    warned(tmp_path)
    replace(tmp_path / FRAMEWORK, "title: Small framework", "title: Framework of {agency}")
    replace(tmp_path / FRAMEWORK, "source: nowhere", "source: Smith [sic] v. Jones")
    message = "'{agency}' is a placeholder, it would be read as it stands; fill it in"
    assert warnings_of(tmp_path) == [f"{FRAMEWORK}:2:8: warning: {message}"]


def test_a_warning_is_one_short_line(tmp_path: Path) -> None:
    long = " ".join(["Have you and how [your] KPIs, children, surely?"] * 20)
    warnings = warned(tmp_path, long, anchors=("result " * 50 + "clear", HIGH))
    assert len(warnings) == 8
    assert all(len(warning) < 170 and "\n" not in warning for warning in warnings)


BLOCK = """
what did you do and how why tell us about describe ? . , of course is was the age family health
surely {a} [b] ABC IT's 'right?' \u0130 \u00df \u2019 5 ( )
"""
WORDS = st.sampled_from(BLOCK.split())
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=12).map(" ".join))
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["text", 1]), inner)
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
@settings(max_examples=100, deadline=None)
def test_small_texts_give_warnings_in_order(rows: list[tuple[str, str, str]]) -> None:
    warnings = warnings_about(
        [
            {"text": text, "probes": {"action": [probe]}, "anchors": {1: anchor}}
            for text, probe, anchor in rows
        ]
    )
    assert warnings == sorted(warnings)


@given(st.sampled_from(Kind), ODD, ODD, ODD)
@settings(max_examples=100, deadline=None)
def test_odd_values_are_passed_over(kind: Kind, first: Any, second: Any, third: Any) -> None:
    for key in ("text", "asks", "probes", "supplementals", "anchors", "competencies"):
        entry = {key: first, "levels": [second, {"value": first, "label": third}], "id": second}
        value: Any = {key: [entry, third] for key in ("questions", "scales", "ecqs", "fundamental")}
        document = Document(Path("odd.yaml"), {**value, "framework": third, "id": third}, {})
        lint.warnings({**dict.fromkeys(Kind, ()), kind: [document], Kind.QUESTIONS: [document]})
    lint.warnings({**dict.fromkeys(Kind, ()), kind: [Document(Path("odd.yaml"), first, {})]})


def warnings_about(questions: Any) -> list[BankProblem]:
    document = Document(Path("q.yaml"), {"framework": "f", "questions": questions}, {})
    return lint.warnings({**dict.fromkeys(Kind, ()), Kind.QUESTIONS: [document]})


@pytest.mark.parametrize("words", [1, 6])
def test_ten_thousand_questions_of_one_mould_take_seconds(words: int) -> None:
    """Each against each would be fifty million comparisons, a minute's work."""
    steps = (1, 3, 7, 11, 13, 17)[:words]
    questions = [
        {"text": f"Tell us about case {n} of {' '.join(f'noun{n * k % 40}' for k in steps)}."}
        for n in range(10_000)
    ]
    began = process_time()
    warnings_about(questions)
    assert process_time() - began < 15
