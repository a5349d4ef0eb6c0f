"""Summaries from plain tuples: ten thousand of them in the time of a blink."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlmodel import col

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found, Ownership, Part
from mock_panel.domain.presets import Band
from mock_panel.storage.attempt_rows import competencies_of
from mock_panel.storage.tables import AttemptRow

SUMMARY_COLUMNS = (
    col(AttemptRow.id),
    col(AttemptRow.started_at),
    col(AttemptRow.framework),
    col(AttemptRow.ecq),
    col(AttemptRow.competencies),
    col(AttemptRow.question_id),
    col(AttemptRow.question_text),
    col(AttemptRow.preset),
    col(AttemptRow.mode),
    col(AttemptRow.status),
    col(AttemptRow.answer_seconds),
    col(AttemptRow.first_word_seconds),
    col(AttemptRow.band_low),
    col(AttemptRow.band_high),
    col(AttemptRow.words),
    col(AttemptRow.level),
    col(AttemptRow.level_exact),
    col(AttemptRow.situation_found),
    col(AttemptRow.task_found),
    col(AttemptRow.action_found),
    col(AttemptRow.result_found),
    col(AttemptRow.situation_share),
    col(AttemptRow.task_share),
    col(AttemptRow.action_share),
    col(AttemptRow.result_share),
    col(AttemptRow.ownership),
    col(AttemptRow.quantified_result),
    col(AttemptRow.self_level),
    col(AttemptRow.misunderstood),
)
"""In the order in which `summaries_of` takes them apart."""

_SITUATION, _TASK, _ACTION, _RESULT = STORY_PARTS
# Looking a value up is several times as fast as calling the enum.
_MODES = {mode.value: mode for mode in AnswerMode}
_STATUSES = {status.value: status for status in AttemptStatus}
_FOUND = {found.value: found for found in Found}
_OWNERSHIP = {ownership.value: ownership for ownership in Ownership}


def summaries_of(rows: Iterable[Any]) -> list[AttemptSummary]:
    """The summaries of rows that hold `SUMMARY_COLUMNS`, in the rows' order.

    Equal bands and findings are one object: fewer to make, and fewer to keep.
    """
    return [
        AttemptSummary(
            attempt_id, started_at, framework, ecq, competencies_of(competencies),
            question_id, question_text, preset, _MODES[mode], _STATUSES[status],
            seconds, first_word, _band(low, high), words, level, level_exact,
            _found(situation, task, action, result),
            {} if situation is None
            else {_SITUATION: at_situation, _TASK: at_task, _ACTION: at_action, _RESULT: at_result},
            None if ownership is None else _OWNERSHIP[ownership], quantified, self_level,
            misunderstood,
        )
        for (
            attempt_id, started_at, framework, ecq, competencies, question_id, question_text,
            preset, mode, status, seconds, first_word, low, high, words, level, level_exact,
            situation, task, action, result, at_situation, at_task, at_action, at_result,
            ownership, quantified, self_level, misunderstood,
        ) in rows
    ]  # fmt: skip


@lru_cache(maxsize=256)
def _band(low: int, high: int) -> Band:
    return Band(low, high)


@lru_cache(maxsize=256)
def _found(*found: str | None) -> dict[Part, Found]:
    return {part: _FOUND[f] for part, f in zip(STORY_PARTS, found, strict=True) if f is not None}
