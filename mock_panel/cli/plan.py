"""`mock-panel plan`: what to practise tonight, and until the interview."""

import json
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.moments import as_day
from mock_panel.cli.options import json_option
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.questions import QuestionBank
    from mock_panel.practice.nearest_date import NearestDate
    from mock_panel.practice.plan import Evening, Plan
    from mock_panel.practice.progress import EcqReadiness
    from mock_panel.practice.self_check import Gap

PLAN_SCHEMA = "mock-panel/plan@1"


@click.command()
@click.option("--framework", metavar="ID", help="The set of ECQs, such as opm-2025.")
@click.option(
    "--interview",
    metavar="DATE",
    callback=as_day,
    help="Plan for this day instead of the one set.",
)
@json_option
def plan(*, framework: str | None, interview: "date | None", as_json: bool) -> None:
    """Say what to practise tonight and why, and what the evenings to the interview hold.

    The plan is made anew from what you answered so far. The day of the interview is set in
    the app, under Settings.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.practice.nearest_date import nearest_date  # noqa: PLC0415 - as above
    from mock_panel.practice.plan import board_presets, plan  # noqa: PLC0415 - as above
    from mock_panel.practice.plan_words import plan_lines  # noqa: PLC0415 - as above
    from mock_panel.practice.self_check import likely_gaps  # noqa: PLC0415 - as above
    from mock_panel.practice.standing import read_standing  # noqa: PLC0415 - as above

    services = build_services()
    preparation = services.preparation.load()
    day = interview or services.settings.interview_date
    bank = services.bank.load()
    chosen = _framework(bank, framework or services.settings.framework)
    store = services.attempts
    standing = read_standing(
        chosen, store, services.now(), day,
        board_presets=board_presets(bank.presets), counted=store.counts(chosen.id),
    )  # fmt: skip
    made = plan(bank, standing)
    nearest = nearest_date(day, preparation.vacancy, made.countdown.today)
    gaps = likely_gaps(chosen, preparation.checks.get(chosen.id))
    if as_json:
        from mock_panel.cli.attempt_records import data_output  # noqa: PLC0415 - only here

        json.dump(_document(made, gaps, nearest), data_output(), ensure_ascii=False, indent=2)
        click.echo()
        return
    for line in plan_lines(made):
        click.echo(line)
    if nearest is not None and preparation.vacancy is not None:
        click.echo(f"\n{preparation.vacancy.title}: {nearest.words(made.countdown.today)}.")
    if gaps:
        click.echo("\nLikely gaps, by your self-check:")
    for gap in gaps:
        click.echo(f"  {gap.words}")


def _framework(bank: "QuestionBank", wanted: str | None) -> "Framework":
    """The framework to plan in: one with questions.

    Raises:
        InputError: the bank has none of that name, or no question in it.
    """
    from mock_panel.cli.session_choice import in_force  # noqa: PLC0415 - not for --help
    from mock_panel.cli.unknown import unknown  # noqa: PLC0415 - as above

    if wanted is None:
        return in_force(bank)
    slug = "-".join(wanted.lower().split())
    for framework in bank.frameworks:
        if framework.id == slug:
            if framework not in bank.practicable:
                raise InputError(
                    f"The bank has no questions for {framework.title}.",
                    "Choose another with --framework, or add questions to the bank.",
                )
            return framework
    hint = "`mock-panel bank list` names all."
    raise unknown("framework", wanted, [f.id for f in bank.practicable], hint)


def _document(
    made: "Plan", gaps: "tuple[Gap, ...]", nearest: "NearestDate | None"
) -> dict[str, Any]:
    from mock_panel.practice.board_indicator import board_indicator  # noqa: PLC0415 - only here
    from mock_panel.practice.plan_words import headline  # noqa: PLC0415 - only here

    standing, step = made.standing, made.next_step
    interview = made.countdown.interview
    indicator = board_indicator(standing.framework, standing.rows)
    drawn = step.drawn
    return {
        "schema": PLAN_SCHEMA,
        "framework": standing.framework.id,
        "today": made.countdown.today.isoformat(),
        "interview": interview.isoformat() if interview else None,
        "days_left": made.countdown.days_left,
        "nearest": {
            "goal": nearest.goal.value,
            "day": nearest.day.isoformat(),
            "days_left": nearest.days_left(made.countdown.today),
        }
        if nearest is not None
        else None,
        "taper": made.countdown.is_taper,
        "headline": headline(made),
        "next": {
            "ecq": step.ecq.id,
            "question": drawn.question.id if drawn else None,
            "text": drawn.question.text if drawn else None,
            "because": drawn.because if drawn else None,
            "reasons": [
                {"kind": reason.kind.value, "weight": round(reason.weight, 2)}
                for reason in (drawn.reasons if drawn else ())
            ],
            "preset": step.preset,
            "seed": step.seed,
        },
        "answered_today": made.answered_today,
        "done_today": made.is_done_for_today,
        "evenings": [_evening(evening) for evening in made.evenings],
        "left_over": [competency.id for competency in made.left_over],
        "likely_gaps": [
            {"ecq": gap.ecq.id, "check": gap.check.id, "words": gap.words} for gap in gaps
        ],
        "readiness": [_readiness(row) for row in standing.rows],
        "board": {
            "unofficial": True,
            "verdict": indicator.verdict,
            "rules": list(indicator.rules),
            "ecqs": {each.ecq.id: each.shown for each in indicator.ecqs},
        },
    }


def _evening(evening: "Evening") -> dict[str, Any]:
    return {
        "day": evening.day.isoformat(),
        "kind": evening.kind.value,
        "minutes": evening.minutes,
        "questions": [
            {"ecq": slot.ecq.id, "competency": slot.competency.id if slot.competency else None}
            for slot in evening.slots
        ],
    }


def _readiness(row: "EcqReadiness") -> dict[str, Any]:
    return {
        "ecq": row.ecq.id,
        "answers": row.answers,
        "scored": row.scored,
        "level": None if row.level is None else round(row.level, 2),
        "lowest": row.spread[0] if row.spread else None,
        "highest": row.spread[1] if row.spread else None,
        "last": row.last.isoformat() if row.last else None,
        "parts": {part.value: found.value for part, found in row.parts.items()},
        "time": row.time or None,
        "ownership": {kind.value: n for kind, n in row.acting.counts.items() if n},
        "measured_results": row.measured,
        "self_rating": {
            "same": row.self_rating.same,
            "higher": row.self_rating.higher,
            "lower": row.self_rating.lower,
        },
    }
