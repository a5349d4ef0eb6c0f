"""A panel's report as Markdown, plain enough to be read as the text of a mail."""

import re
from collections.abc import Iterable, Iterator

from mock_panel.panel.report import (
    AnswerText,
    AnswerTime,
    EcqResult,
    ItemResult,
    NextStep,
    PanelReport,
    RatingRow,
    ReportHeading,
    Strength,
)

# Only what would mean something where it stands is escaped: a mail is read as it is, too.
_ANYWHERE = re.compile(r"[\\`*\[\]|~]|(?<!\w)_|_(?!\w)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(?:[#>+=:-]|\d+(?=[.)]))")


def to_markdown(report: PanelReport) -> str:
    """The report as one text."""
    blocks = (
        *_heading(report.heading),
        f"**{plain(report.status)}**" if report.status else "",
        *_outcome(report),
        *_strengths(report),
        *_section(report.next_title, *map(_step, range(1, 10), report.next_steps)),
        *_section(report.called.each, *(block for item in report.items for block in _item(item))),
        *_section("Agreement of the panel", *map(plain, report.agreement)),
        *_section("How the panel was run", *_conduct(report)),
        *_section("Taken out of the rating", _list(report.changes)),
        *_section("What you said, as written down", *_answers(report.answers)),
        *_section("The scale", *_scale(report)),
        *_section("The program's own level", *_levels(report)),
        f"Made by mock-panel on {report.heading.made}; panel {plain(report.heading.panel)}.",
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def plain(text: str) -> str:
    """Somebody's words, one line of them, as text that no Markdown reader makes markup of."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text))
    escaped = _TAG.sub("&lt;", escaped)
    return _AT_THE_START.sub(_escaped_start, escaped)


def _escaped_start(start: re.Match[str]) -> str:
    text = start.group()
    # A number before a full stop would begin a list: the stop is what is escaped.
    return f"{text}\\" if text[0].isdigit() else f"\\{text}"


def _section(title: str, *blocks: str) -> Iterator[str]:
    if any(blocks):
        yield f"## {plain(title)}"
        yield from blocks


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


def _heading(heading: ReportHeading) -> Iterator[str]:
    yield f"# Mock panel report: {plain(heading.candidate)}"
    where = (heading.cohort, heading.framework, f"{heading.preset} on {heading.held}")
    yield "\n".join(f"- {plain(line)}" for line in where if line)
    observers = (
        f" Observing: {', '.join(map(plain, heading.observers))}." if heading.observers else ""
    )
    yield f"Raters: {', '.join(map(plain, heading.raters))}.{observers} {heading.masking}"
    yield heading.disclaimer


def _outcome(report: PanelReport) -> Iterator[str]:
    outcome = report.outcome
    yield from _section(
        outcome.title,
        f"**{plain(outcome.verdict)}.** {plain(outcome.sentence)}",
        "\n".join(map(_ecq, outcome.ecqs)),
        *map(plain, outcome.rules),
    )


def _ecq(ecq: EcqResult) -> str:
    result = ", ".join(filter(None, (ecq.figure, ecq.label)))
    return f"- {plain(ecq.title)}: **{plain(result)}**, {ecq.shown_words} ({ecq.standing_words})"


def _strengths(report: PanelReport) -> Iterator[str]:
    yield from _section(
        "Strengths", plain(report.strengths_note), *map(_strength, report.strengths)
    )


def _strength(strength: Strength) -> str:
    quotes = (f"- “{plain(quote.text)}” ({plain(quote.by)})" for quote in strength.evidence)
    return "\n".join((f"**{plain(strength.title)}: {plain(strength.words)}**", "", *quotes))


def _step(number: int, step: NextStep) -> str:
    lines = [f"**{number}. {plain(step.title)}**", "", *(f"- {plain(s)}" for s in step.sentences)]
    return "\n".join((*lines, *(f"- Answer aloud: {plain(q)}" for q in step.practise)))


def _item(item: ItemResult) -> Iterator[str]:
    yield f"### {item.number}. {plain(item.title)}"
    yield from (f"> {plain(question.text)}" for question in item.questions)
    result = f"**{item.figure}**, {plain(item.label)}" if item.label else f"**{item.figure}**"
    yield " ".join(filter(None, (f"{result} ({item.standing_words}).", plain(item.meaning))))
    yield "\n".join(line for row in item.ratings for line in _rating(row))
    yield item.spread
    if item.reason:
        yield f"Reason: {plain(item.reason)}"
    if item.notes:
        yield "Notes of the raters:"
        yield "\n".join(
            f"- {group.letter} {group.part}: {plain(note.text)} ({plain(note.by)})"
            for group in item.notes
            for note in group.lines
        )


def _rating(row: RatingRow) -> Iterator[str]:
    yield f"- {plain(row.rater)}: **{row.words}**"
    yield from (f"  - “{plain(line)}”" for line in row.evidence)
    yield from (f"  - moved {plain(move)}" for move in row.moves)


def _conduct(report: PanelReport) -> Iterator[str]:
    yield _list(report.conduct.lines)
    yield plain(report.conduct.band)
    yield "\n".join(line for time in report.conduct.times for line in _time(time))


def _time(time: AnswerTime) -> Iterator[str]:
    told = ", ".join(filter(None, (time.time, time.against_band)))
    yield f"- Question {time.number}, {plain(time.title)}: {told}"
    yield from (f"  - {plain(words)}" for words in time.also_asked)


def _answers(answers: Iterable[AnswerText]) -> Iterator[str]:
    for answer in answers:
        yield f"### {answer.number}. {plain(answer.title)} ({answer.how})"
        yield from map(plain, answer.paragraphs)


def _scale(report: PanelReport) -> Iterator[str]:
    yield plain(report.heading.scale)
    yield "\n".join(
        f"- {level.value} {plain(level.label)}: {plain(level.meaning)}" for level in report.scale
    )


def _levels(report: PanelReport) -> Iterator[str]:
    if report.levels:
        yield report.levels_note
        yield "\n".join(
            f"- Question {row.number}, {plain(row.title)}: {row.words}" for row in report.levels
        )
