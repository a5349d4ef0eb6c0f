"""The bank that is shipped: its counts, its coverage and the form of its questions."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from mock_panel.domain.frameworks import Definition, Framework, FrameworkStatus, Provenance
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, PresetId
from mock_panel.domain.parts import Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Question, QuestionBank, QuestionType

CURRENT, CLASSIC = FrameworkId("opm-2025"), FrameworkId("opm-2006")
SET = FrameworkId("opening-and-closing")
NAMES_ONLY = {"uk-success-profiles": 9, "canada-klc": 6, "australia-ils": 5,
              "un-values-and-behaviours": 9}  # fmt: skip
"""Frameworks of others, and how many elements each has."""
READ_ALOUD_WORDS = 55
"""What a slow voice of 135 words a minute reads in under 25 seconds."""
IMPERMISSIBLE = re.compile(
    r"\b(age|aged|sex|gender|races?|racial|ethnic\w*|religio\w*|church|marri\w+|spouse|wife"
    r"|husband|famil\w+|child\w*|pregnan\w*|disab\w+|health|illness|national origin|union)\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(stakeholders?|leverag\w+|synerg\w+|KPIs?|metrics|FTEs?|paradigm|bandwidth|deliverables?"
    r"|buy-in|actionable|impactful|best practices?|robust|optimi[sz]e\w*)\b",
    re.IGNORECASE,
)


def spoken(question: Question) -> Iterator[str]:
    """All that may be read out to a candidate."""
    yield question.text
    yield from chain.from_iterable(question.probes.values())
    yield from question.supplementals


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")


def of_the_ses(bank: QuestionBank) -> list[Question]:
    """The questions on qualifications; the opening and closing ones keep other rules."""
    return [q for q in bank.questions if q.framework != SET]


def test_both_frameworks_are_there_the_current_one_first(bank: QuestionBank) -> None:
    assert [(f.id, f.status) for f in bank.qualifications] == [
        (CURRENT, FrameworkStatus.CURRENT),
        (CLASSIC, FrameworkStatus.CLASSIC),
    ]
    assert [f.id for f in bank.practicable] == [CURRENT, CLASSIC, SET]
    assert bank.framework(CURRENT).effective_from == date(2025, 10, 1)
    assert bank.framework(CLASSIC).effective_from == date(2006, 10, 1)


def test_the_current_framework_has_five_times_three_competencies(bank: QuestionBank) -> None:
    framework = bank.framework(CURRENT)
    assert [len(ecq.competencies) for ecq in framework.ecqs] == [3, 3, 3, 3, 3]
    assert framework.fundamental == ()


def test_the_classic_framework_has_22_competencies_and_6_fundamental_ones(
    bank: QuestionBank,
) -> None:
    framework = bank.framework(CLASSIC)
    assert {ecq.id: len(ecq.competencies) for ecq in framework.ecqs} == {
        "leading-change": 6,
        "leading-people": 4,
        "results-driven": 6,
        "business-acumen": 3,
        "building-coalitions": 3,
    }
    assert len(framework.fundamental) == 6
    assert len(framework.competencies) == 28


def test_other_employers_frameworks_are_names_to_add_questions_to(bank: QuestionBank) -> None:
    elsewhere = [f for f in bank.frameworks if f.status is FrameworkStatus.ELSEWHERE]
    assert {f.id: len(f.ecqs) for f in elsewhere} == NAMES_ONLY
    for framework in elsewhere:
        assert framework.scale in {scale.id for scale in bank.scales}
        assert bank.answer_model(framework.answer_model)
        assert not bank.questions_of(framework.id)
        assert all(e.definition is None for e in framework.ecqs)


def test_ten_questions_open_and_close_an_interview(bank: QuestionBank) -> None:
    counts = {ecq.id: len(bank.questions_of(SET, ecq.id)) for ecq in bank.framework(SET).ecqs}
    assert counts == {"opening": 5, "closing": 5}


def test_every_classic_competency_has_its_place_in_the_current_framework(
    bank: QuestionBank,
) -> None:
    crosswalk = bank.crosswalk(CLASSIC, CURRENT)
    assert crosswalk
    known = {c.id for c in bank.framework(CLASSIC).competencies}
    assert {row.competency for row in crosswalk.rows} == known
    homeless = {row.competency for row in crosswalk.rows if not row.to}
    coalitions = bank.framework(CLASSIC).ecq(EcqId("building-coalitions")).competencies
    assert {c.id for c in coalitions} <= homeless
    moved = crosswalk.home_of(CompetencyId("technical-credibility"))
    assert moved
    assert moved.to == ("technical-skill",)


def test_ids_are_slugs_of_titles(bank: QuestionBank) -> None:
    for framework in bank.frameworks:
        assert [e.id for e in framework.ecqs] == [slug(e.title) for e in framework.ecqs]
        competencies = framework.competencies
        assert [c.id for c in competencies] == [slug(c.title) for c in competencies]


def test_unknown_wordings_are_never_passed_off_as_quoted(bank: QuestionBank) -> None:
    """The wording of the fifteen new competencies, and of five old ones, is not known to us."""
    current, classic = bank.framework(CURRENT), bank.framework(CLASSIC)

    def whose(framework: Framework, provenance: Provenance) -> set[str]:
        return {
            c.id
            for c in framework.competencies
            if c.definition and c.definition.provenance is provenance
        }

    assert len(whose(current, Provenance.OURS)) == len(current.competencies)
    ours = whose(classic, Provenance.OURS)
    assert ours == {
        "conflict-management",
        "leveraging-diversity",
        "developing-others",
        "entrepreneurship",
        "technology-management",
    }
    assert whose(classic, Provenance.ADAPTED) == {
        "financial-management",
        "human-capital-management",
        "influencing-negotiating",
    }


def test_borrowed_words_name_their_source(bank: QuestionBank) -> None:
    def definitions() -> Iterator[Definition | None]:
        for framework in bank.frameworks:
            yield from (ecq.definition for ecq in framework.ecqs)
            yield from (competency.definition for competency in framework.competencies)

    for definition in filter(None, definitions()):
        assert bool(definition.source) == (definition.provenance is not Provenance.OURS)


def test_every_ecq_has_twelve_questions_or_more(bank: QuestionBank) -> None:
    counts = {
        (framework.id, ecq.id): len(bank.questions_of(framework.id, ecq.id))
        for framework in bank.qualifications
        for ecq in framework.ecqs
    }
    assert len(counts) == 10
    assert min(counts.values()) >= 12
    assert sum(counts.values()) == len(of_the_ses(bank)) >= 120


def test_every_competency_is_the_main_target_of_three_questions(bank: QuestionBank) -> None:
    for framework in bank.qualifications:
        main = Counter(question.competencies[0] for question in bank.questions_of(framework.id))
        assert main.keys() == {competency.id for competency in framework.competencies}
        assert min(main.values()) >= 3


def test_a_question_aims_at_its_own_ecq_or_at_a_fundamental(bank: QuestionBank) -> None:
    for question in bank.questions:
        framework = bank.framework(question.framework)
        own = framework.ecq(question.ecq).competencies
        allowed = {c.id for c in (*own, *framework.fundamental)}
        assert question.competencies[0] in allowed, question.id


@pytest.mark.parametrize("framework", [CURRENT, CLASSIC])
def test_a_quarter_is_situational_and_a_fifth_has_parts(
    bank: QuestionBank, framework: FrameworkId
) -> None:
    questions = bank.questions_of(framework)
    situational = [q for q in questions if q.type is QuestionType.SITUATIONAL]
    assert len(situational) / len(questions) >= 1 / 4
    assert len([q for q in questions if q.asks]) / len(questions) >= 1 / 5


def test_a_panel_can_ask_every_question_with_what_it_has(bank: QuestionBank) -> None:
    for question in bank.questions:
        for part in (Part.SITUATION, Part.ACTION, Part.RESULT):
            assert len(question.probes[part]) >= 2, (question.id, part)
        assert question.supplementals, question.id
        assert set(question.anchors) == {1, 3, 5}, question.id


def test_anchors_and_probes_are_written_for_their_question(bank: QuestionBank) -> None:
    anchors = Counter(text for q in bank.questions for text in q.anchors.values())
    assert anchors.most_common(1)[0][1] == 1
    for question in bank.questions:
        probes = [*chain.from_iterable(question.probes.values()), *question.supplementals]
        assert len(set(probes)) == len(probes), question.id


def test_no_two_questions_are_alike(bank: QuestionBank) -> None:
    assert len({question.text for question in bank.questions}) == len(bank.questions)
    assert len({question.content_hash for question in bank.questions}) == len(bank.questions)


def test_a_question_can_be_read_aloud_in_time(bank: QuestionBank) -> None:
    for question in bank.questions:
        assert len(question.text.split()) <= READ_ALOUD_WORDS, question.id
        assert not re.search(r"[^A-Za-z',.?\s-]", question.text), question.id


def test_a_question_of_one_part_asks_once(bank: QuestionBank) -> None:
    """Two things asked without `asks` would leave the candidate to guess what counts."""
    for question in of_the_ses(bank):
        requests = len(re.findall(r"\?|\b(?:Tell us|Describe|Give us)\b", question.text))
        assert (requests > 1) == bool(question.asks), question.id


def test_probes_are_open_and_neutral(bank: QuestionBank) -> None:
    opening = re.compile(
        r"(?:(?:At|By|For|From|In|On|To|Under|With) )?"
        r"(?:what|how|who|whom|whose|which|when|where|why)\b",
        re.IGNORECASE,
    )
    for question in bank.questions:
        for sentence in (*chain.from_iterable(question.probes.values()), *question.supplementals):
            assert opening.match(sentence), sentence
            assert sentence.endswith("?"), sentence


def test_nothing_impermissible_and_no_jargon_is_asked(bank: QuestionBank) -> None:
    for question in bank.questions:
        for sentence in spoken(question):
            assert not IMPERMISSIBLE.search(sentence), (question.id, sentence)
            assert not JARGON.search(sentence), (question.id, sentence)


def test_a_behavioral_question_asks_for_the_telling_case(bank: QuestionBank) -> None:
    superlative = re.compile(
        r"\b(most|best|worst|hardest|greatest|largest|boldest)\b", re.IGNORECASE
    )
    for question in of_the_ses(bank):
        if question.type is QuestionType.BEHAVIORAL:
            assert superlative.search(question.text), question.id


def test_the_presets_are_the_five_that_were_promised(bank: QuestionBank) -> None:
    shapes = {
        preset.id: (preset.questions, preset.total_seconds, preset.band, preset.board)
        for preset in bank.presets
    }
    assert shapes == {
        "drill": (1, 180, Band(120, 180), False),
        "two-story": (1, 480, Band(360, 480), False),
        "phone": (5, 1800, Band(180, 300), False),
        "agency": (6, 2700, Band(240, 360), False),
        "board": (5, 2700, Band(360, 480), True),
    }
    for preset in bank.presets:
        assert preset.guide == {Part.SITUATION: 25, Part.ACTION: 50, Part.RESULT: 25}
    assert [preset.id for preset in bank.presets if preset.one_per_ecq] == ["board"]


def test_a_board_answer_fits_its_nine_minutes(bank: QuestionBank) -> None:
    board = bank.preset(PresetId("board"))
    slot = board.total_seconds / board.questions
    assert 25 + board.preparation_seconds + board.band.high <= slot


def test_the_answer_models_map_onto_situation_action_and_result(bank: QuestionBank) -> None:
    models = {
        model.id: "".join(slot.part.letter for slot in model.slots) for model in bank.answer_models
    }
    assert models == {"sar": "SAR", "star": "STAR", "ccar": "SSAR", "car": "SAR", "soar": "SSAR"}


def test_short_titles_fit_their_column(bank: QuestionBank) -> None:
    for framework in bank.frameworks:
        for ecq in framework.ecqs:
            assert len(ecq.short_title) <= 28
