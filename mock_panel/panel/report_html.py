"""A panel's report as one HTML file: no script, nothing fetched, light and dark, fit to print."""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from mock_panel.handout.page import each, page, plain_list, said, section
from mock_panel.panel.report import (
    AnswerText,
    AnswerTime,
    Called,
    Conduct,
    EcqResult,
    ItemResult,
    Mark,
    NextStep,
    NoteGroup,
    Outcome,
    PanelReport,
    Quote,
    RatingRow,
    ReportHeading,
    Strength,
)


def to_html(report: PanelReport) -> str:
    """The report as a page that stands alone."""
    title = f"Mock panel report: {report.heading.candidate}, {report.heading.held}"
    return page(
        title,
        _heading(report.heading),
        f'<p class="notice" role="note">{escape(report.status)}</p>' if report.status else "",
        _outcome(report.outcome, report.called),
        _strengths(report),
        section(report.next_title, f'<ol class="steps">{each(_step, report.next_steps)}</ol>'),
        section(report.called.each, each(_item, report.items)),
        section("Agreement of the panel", _sentences(report.agreement)),
        section("How the panel was run", _conduct(report.conduct, report.called)),
        section("Taken out of the rating", plain_list(report.changes)),
        section("What you said, as written down", each(_answer, report.answers)),
        section("The scale", _scale(report)),
        section("The program's own level", _levels(report)),
        _footer(report.heading),
        style=stylesheet(),
    )


@cache
def stylesheet() -> str:
    """What pages of panels have beside the style of all pages."""
    return files("mock_panel.panel").joinpath("report_page/report.css").read_text("utf-8")


def marks(drawn: Iterable[Mark]) -> str:
    """A value for the eye alone; the figure that stands beside it is for everybody."""
    points = "".join(f'<i class="{mark.value}"></i>' for mark in drawn)
    return f'<span class="marks" aria-hidden="true">{points}</span>'


def _heading(heading: ReportHeading) -> str:
    cohort = f"<p>{said(heading.cohort)}</p>" if heading.cohort else ""
    observers = f" Observing: {_names(heading.observers)}." if heading.observers else ""
    return (
        '<header>\n<p class="kicker">Mock panel report</p>\n'
        f'<h1 dir="auto">{escape(heading.candidate)}</h1>\n<div class="meta">{cohort}'
        f"<p>{said(heading.framework)}</p>\n"
        f"<p>{said(heading.preset)} on {escape(heading.held)}</p>\n"
        f"<p>Raters: {_names(heading.raters)}.{observers} {escape(heading.masking)}</p>\n"
        f'<p class="quiet">{escape(heading.disclaimer)}</p></div>\n</header>'
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(said, names))


def _outcome(outcome: Outcome, called: Called) -> str:
    return section(
        outcome.title,
        f'<p class="verdict">{escape(outcome.verdict)}</p>\n<p>{escape(outcome.sentence)}</p>\n'
        f'<table class="summary fold"><thead><tr><th scope="col">{called.heading}</th>'
        '<th scope="col" colspan="2">Result</th><th scope="col">Evidence</th></tr></thead>\n'
        f"<tbody>{each(_ecq, outcome.ecqs)}</tbody></table>\n"
        f'<div class="meta quiet small">{_sentences(outcome.rules)}</div>',
    )


def _ecq(ecq: EcqResult) -> str:
    label = f" {escape(ecq.label)}" if ecq.label else ""
    return (
        f'<tr><th scope="row">{escape(ecq.title)}</th><td>{marks(ecq.marks)}</td>'
        f'<td><strong class="figure">{escape(ecq.figure)}</strong>{label}'
        f'<br><span class="quiet small">{escape(ecq.standing_words)}</span></td>'
        f"<td>{escape(ecq.shown_words)}</td></tr>"
    )


def _sentences(sentences: Iterable[str]) -> str:
    return "".join(f'<p dir="auto">{escape(sentence)}</p>' for sentence in sentences)


def _strengths(report: PanelReport) -> str:
    listed = f'<ul class="points">{each(_strength, report.strengths)}</ul>'
    return section(
        "Strengths", f'<p class="quiet lead">{escape(report.strengths_note)}</p>\n{listed}'
    )


def _strength(strength: Strength) -> str:
    quotes = "".join(
        f'<blockquote dir="auto">{escape(quote.text)}</blockquote>'
        f'<p class="quiet small">{said(quote.by)}</p>'
        for quote in strength.evidence
    )
    return (
        f"<li><h3>{escape(strength.title)}: "
        f'<span class="quiet">{escape(strength.words)}</span></h3>{quotes}</li>'
    )


def _step(step: NextStep) -> str:
    practise = "".join(f'<li dir="auto">{escape(question)}</li>' for question in step.practise)
    questions = f'<p>Answer aloud:</p><ul class="practise">{practise}</ul>' if practise else ""
    return f"<li><h3>{escape(step.title)}</h3>{_sentences(step.sentences)}{questions}</li>"


def _item(item: ItemResult) -> str:
    questions = "".join(
        f'<p class="question" dir="auto">{escape(question.text)}</p>' for question in item.questions
    )
    meaning = f'<p class="quiet">{escape(item.meaning)}</p>' if item.meaning else ""
    reason = f"<p>Reason: {said(item.reason)}</p>" if item.reason else ""
    return (
        f'<article class="item">\n<h3>{item.number} {escape(item.title)}</h3>\n{questions}\n'
        f'<p class="result"><span class="figure">{escape(item.figure)}</span>{marks(item.marks)}'
        f"<strong>{escape(item.label)}</strong>"
        f'<span class="quiet">{escape(item.standing_words)}</span></p>\n{meaning}\n'
        '<table class="ratings fold"><thead><tr><th scope="col">Rater</th>'
        '<th scope="col">Rating</th><th scope="col">Evidence</th></tr></thead>\n'
        f"<tbody>{each(_rating, item.ratings)}</tbody></table>\n"
        f'<p class="quiet">{escape(item.spread)}</p>\n{reason}\n{_notes(item.notes)}\n</article>'
    )


def _rating(row: RatingRow) -> str:
    evidence = "".join(
        f'<blockquote dir="auto">{escape(line)}</blockquote>' for line in row.evidence
    )
    moves = "".join(f'<p class="small" dir="auto">moved {escape(move)}</p>' for move in row.moves)
    return (
        f'<tr><th scope="row">{said(row.rater)}</th>'
        f'<td>{marks(row.marks)}<span class="figure">{escape(row.words)}</span></td>'
        f"<td>{evidence}{moves}</td></tr>"
    )


def _notes(groups: Iterable[NoteGroup]) -> str:
    rows = "".join(
        f'<div><dt>{escape(group.letter)} <span class="quiet">{escape(group.part)}</span></dt>'
        f"<dd>{each(_note, group.lines)}</dd></div>"
        for group in groups
    )
    return f'<p class="quiet">Notes of the raters</p><dl class="notes">{rows}</dl>' if rows else ""


def _note(note: Quote) -> str:
    return f'<p>{said(note.text)} <span class="quiet small">{said(note.by)}</span></p>'


def _conduct(conduct: Conduct, called: Called) -> str:
    return (
        f"{plain_list(conduct.lines)}\n"
        '<table class="conduct fold"><thead><tr><th scope="col">Question</th>'
        f'<th scope="col">{called.of_question}</th><th scope="col">Time</th>'
        '<th scope="col">Against the band</th>'
        f"</tr></thead>\n<tbody>{each(_time, conduct.times)}</tbody></table>\n"
        f'<p class="quiet small meta">{escape(conduct.band)}</p>'
    )


def _time(time: AnswerTime) -> str:
    asked = "".join(f'<p class="small" dir="auto">{escape(words)}</p>' for words in time.also_asked)
    return (
        f'<tr><th scope="row" class="figure">{time.number}</th><td>{escape(time.title)}{asked}</td>'
        f'<td class="figure">{escape(time.time)}</td><td>{escape(time.against_band)}</td></tr>'
    )


def _levels(report: PanelReport) -> str:
    if not report.levels:
        return ""
    rows = "".join(
        f'<tr><th scope="row" class="figure">{row.number}</th><td>{escape(row.title)}</td>'
        f"<td>{escape(row.words)}</td></tr>"
        for row in report.levels
    )
    return (
        f'<p class="lead">{escape(report.levels_note)}</p>\n'
        '<table class="conduct"><thead><tr><th scope="col">Question</th>'
        f'<th scope="col">{report.called.of_question}</th><th scope="col">Level</th></tr></thead>\n'
        f"<tbody>{rows}</tbody></table>"
    )


def _answer(answer: AnswerText) -> str:
    return (
        f'<div class="answer"><h3>{answer.number} {escape(answer.title)}: '
        f'<span class="quiet">{escape(answer.how)}</span></h3>{_sentences(answer.paragraphs)}</div>'
    )


def _scale(report: PanelReport) -> str:
    points = "".join(
        f"<dt>{level.value} {escape(level.label)}</dt><dd>{escape(level.meaning)}</dd>"
        for level in report.scale
    )
    return f'<p class="lead">{said(report.heading.scale)}</p>\n<dl class="scale">{points}</dl>'


def _footer(heading: ReportHeading) -> str:
    return (
        f'<footer class="quiet small"><p>{escape(heading.disclaimer)}</p>'
        f"<p>Made by mock-panel on {escape(heading.made)}; panel {said(heading.panel)}.</p>"
        "</footer>"
    )
