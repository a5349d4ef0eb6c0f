"""Which competencies were asked for, in which month, and what only another set has brought."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.bank.source import load_bank, shipped_directory
from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.frameworks import Basis, Competency
from mock_panel.domain.ids import CompetencyId, EcqId
from mock_panel.practice.carrying_over import carried_over
from mock_panel.practice.competencies import MONTHS, CompetencyRow, competency_practice
from tests.tui.histories import CLASSIC, CURRENT, summary

# Months are local.
pytestmark = pytest.mark.usefixtures("utc")

BANK = load_bank(shipped_directory())
FRAMEWORK = BANK.framework(CURRENT)
KNOWN = [competency.id for competency in FRAMEWORK.competencies]


def at(day: datetime, *competencies: str) -> AttemptSummary:
    made = summary(1)
    return replace(made, started_at=day, competencies=tuple(map(CompetencyId, competencies)))


def rows(*attempts: AttemptSummary) -> dict[str, CompetencyRow]:
    practice = competency_practice(FRAMEWORK, attempts)
    return {row.competency.id: row for row in practice.rows}


def test_the_last_month_is_that_of_the_newest_answer_and_older_ones_are_in_the_sum_only() -> None:
    attempts = [
        at(datetime(2026, 2, 28, 23, tzinfo=UTC), "innovation"),
        at(datetime(2026, 2, 1, tzinfo=UTC), "innovation", "accountability"),
        at(datetime(2025, 12, 31, tzinfo=UTC), "innovation"),
        at(datetime(2024, 2, 10, tzinfo=UTC), "innovation"),
    ]
    practice = competency_practice(FRAMEWORK, attempts)
    assert (practice.months[0], practice.months[-1]) == (date(2025, 9, 1), date(2026, 2, 1))
    assert rows(*attempts)["innovation"].by_month == (0, 0, 0, 1, 0, 2)
    assert rows(*attempts)["innovation"].answers == 4
    assert rows(*attempts)["accountability"].by_month == (0, 0, 0, 0, 0, 1)


def test_a_month_begins_where_the_candidate_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    practice = competency_practice(FRAMEWORK, [at(datetime(2026, 3, 1, 2, tzinfo=UTC), "vision")])
    assert practice.months[-1] == date(2026, 2, 1)


def test_what_is_carried_over_is_no_answer_but_is_not_never_either() -> None:
    crosswalk = BANK.crosswalk(CLASSIC, CURRENT)
    assert crosswalk
    old = replace(
        summary(1, EcqId("leading-change"), framework=CLASSIC),
        competencies=(CompetencyId("flexibility"), CompetencyId("vision")),
    )
    carried = carried_over(crosswalk, BANK.framework(CLASSIC), [old])
    practice = competency_practice(FRAMEWORK, [], [carried])
    by_id = {row.competency.id: row for row in practice.rows}
    agility = by_id[CompetencyId("agility-and-resilience")]
    assert agility.carried == {Basis.REPORTED: 1}
    assert (agility.answers, agility.is_never, agility.is_only_carried) == (0, False, True)
    assert (practice.answers, practice.months) == (0, ())
    assert sum(row.is_never for row in practice.rows) == len(KNOWN) - 1


def test_one_ecq_is_shown_whole_and_of_the_others_what_its_questions_aimed_at() -> None:
    attempts = [at(datetime(2026, 2, 1, tzinfo=UTC), "innovation", "accountability")]
    practice = competency_practice(FRAMEWORK, attempts, ecq=EcqId("achieving-results"))
    assert [(g.title, [r.competency.id for r in g.rows]) for g in practice.groups] == [
        ("Leading People", ["accountability"]),
        ("Achieving Results", ["operational-mindset", "innovation", "strategic-thinking"]),
    ]


def test_competencies_that_cut_across_and_those_that_were_dropped_have_their_own_groups() -> None:
    framework = replace(
        FRAMEWORK, fundamental=(Competency(CompetencyId("oral-communication"), "Oral", None),)
    )
    attempts = [at(datetime(2026, 2, 1, tzinfo=UTC), "of-old")]
    *_, fundamental, dropped = competency_practice(framework, attempts).groups
    assert (fundamental.title, fundamental.rows[0].is_never) == ("Across all ECQs", True)
    assert (dropped.title, dropped.rows[0].competency.title) == ("No longer in this set", "of old")


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2019, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - made aware below
            st.lists(st.sampled_from([*KNOWN, CompetencyId("gone")]), max_size=4),
        ),
        max_size=20,
    )
)
def test_every_answer_is_counted_once_for_each_of_its_competencies(
    told: list[tuple[datetime, list[CompetencyId]]],
) -> None:
    newest_first = sorted(told, key=lambda pair: pair[0], reverse=True)
    attempts = [at(day.replace(tzinfo=UTC), *aims) for day, aims in newest_first]
    practice = competency_practice(FRAMEWORK, attempts)
    assert sum(row.answers for row in practice.rows) == sum(len(set(aims)) for _, aims in told)
    assert len(practice.months) == (MONTHS if told else 0)
    assert all(sum(row.by_month) <= row.answers for row in practice.rows)
    assert {c.id for c in FRAMEWORK.competencies} <= {row.competency.id for row in practice.rows}
