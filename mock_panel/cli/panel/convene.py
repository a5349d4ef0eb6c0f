"""`mock-panel panel new`."""

from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.cli.unknown import framework_named, unknown
from mock_panel.domain.ids import PresetId, QuestionId
from mock_panel.domain.panel_forms import PanelQuestion, ProbeMode, RatedBy
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.presets import Preset
    from mock_panel.panel.convening import FormPlan
    from mock_panel.panel.protocol import Convened


@click.command()
@click.option("--candidate", metavar="NAME", required=True, help="Who is interviewed.")
@click.option("--chair", metavar="NAME", help="Who runs the panel; rates too.")
@click.option("--rater", "raters", metavar="NAME", multiple=True, help="May be repeated.")
@click.option("--observer", "observers", metavar="NAME", multiple=True, help="Sees, never rates.")
@click.option("--framework", metavar="ID", help="Such as opm-2025; the one in force by default.")
@click.option("--preset", metavar="ID", default="board", show_default=True, help="The shape.")
@click.option("--questions", metavar="ID,…", help="Instead of drawing, in the order of asking.")
@click.option("--seed", metavar="N", type=int, help="Of the draw.")
@click.option("--scale", metavar="ID", help="To rate on; the framework's own by default.")
@click.option(
    "--probes",
    type=click.Choice([mode.value for mode in ProbeMode]),
    default=ProbeMode.PREDETERMINED.value,
    show_default=True,
    help="Only the supplementals, or neutral follow-ups too.",
)
@click.option(
    "--rate-by",
    type=click.Choice([by.value for by in RatedBy]),
    default=RatedBy.QUESTION.value,
    show_default=True,
    help="One rating a question, or one an ECQ.",
)
@click.option(
    "--threshold",
    metavar="N",
    type=int,
    default=1,
    show_default=True,
    help="Ratings further apart are discussed first.",
)
@click.option(
    "--masked/--named",
    default=None,
    help="Raters are letters, dealt by chance; default at the board.",
)
@click.option("--chair-only", is_flag=True, help="The chair runs the panel and does not rate.")
@click.option("--cohort", metavar="NAME", default="", help="The programme, to compare later.")
@click.option("--like", metavar="PANEL", help="The same form and people, for another candidate.")
@json_option
def new(*, candidate: str, like: str | None, cohort: str, as_json: bool, **wishes: Any) -> None:
    """Convene a panel, and print its id, its items, and a PIN for each rater.

    The PINs are shown here and never again. The questions are frozen: what the bank says
    later changes nothing, and --like puts the same form to another candidate.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    if like is not None:
        _no_other_wishes(wishes)
        convened = services.panels.convene_again(
            services.panels.find(like), candidate, cohort or None
        )
    else:
        convened = _convene(services, candidate, cohort, wishes)
    tell(_document(convened), _lines(convened), as_json=as_json)


def _no_other_wishes(wishes: dict[str, Any]) -> None:
    given = [
        name for name in ("chair", "raters", "observers", "framework", "questions", "scale", "seed")
        if wishes[name]
    ]  # fmt: skip
    if given:
        raise InputError(
            f"--like takes people and questions over, so {given[0]!r} says the same twice.",
            "Leave it out, or leave --like out.",
        )


def _convene(
    services: "Services", candidate: str, cohort: str, wishes: dict[str, Any]
) -> "Convened":
    from mock_panel.panel.convening import Sitting  # noqa: PLC0415 - only here

    if not wishes["chair"]:
        raise InputError("--chair is missing.", "Name who runs the panel.")
    plan = _plan(services, wishes)
    sitting = Sitting(
        wishes["chair"],
        wishes["raters"],
        wishes["observers"],
        chair_rates=not wishes["chair_only"],
    )
    masked = plan.preset.board if wishes["masked"] is None else wishes["masked"]
    return services.panels.convene(plan, sitting, candidate, masked=masked, cohort=cohort)


def _plan(services: "Services", wishes: dict[str, Any]) -> "FormPlan":
    from mock_panel.cli.session_choice import in_force  # noqa: PLC0415 - only here
    from mock_panel.panel.convening import FormPlan  # noqa: PLC0415 - only here

    bank = services.bank.load()
    framework = framework_named(bank, wishes["framework"] or in_force(bank).id)
    preset = _preset(bank, wishes["preset"])
    if wishes["questions"]:
        questions = tuple(_question(bank, name) for name in wishes["questions"].split(","))
    else:
        questions = _drawn(services, bank, framework, preset, wishes["seed"])
    scale = wishes["scale"] or framework.scale
    known = {scale.id: scale for scale in bank.scales}
    if scale not in known:
        raise unknown("scale", scale, list(known))
    return FormPlan(
        framework,
        preset,
        questions,
        known[scale],
        ProbeMode(wishes["probes"]),
        RatedBy(wishes["rate_by"]),
        wishes["threshold"],
    )


def _preset(bank: QuestionBank, wanted: str) -> "Preset":
    try:
        return bank.preset(PresetId(wanted))
    except KeyError:
        raise unknown("preset", wanted, [p.id for p in bank.presets]) from None


def _question(bank: QuestionBank, wanted: str) -> Question:
    try:
        return bank.question(QuestionId(wanted.strip()))
    except KeyError:
        known = [question.id for question in bank.questions]
        hint = "`mock-panel bank list` names all."
        raise unknown("question", wanted.strip(), known, hint) from None


def _drawn(
    services: "Services",
    bank: QuestionBank,
    framework: "Framework",
    preset: "Preset",
    seed: int | None,
) -> tuple[Question, ...]:
    from mock_panel.domain.parts import AnswerMode  # noqa: PLC0415 - only here
    from mock_panel.domain.sessions import SessionSetup  # noqa: PLC0415 - only here
    from mock_panel.practice.drawing import draw_by_lot  # noqa: PLC0415 - only here

    setup = SessionSetup(
        framework.id, preset.id, (), AnswerMode.SPOKEN,
        voice=False, preparation_seconds=0, seed=services.new_seed() if seed is None else seed,
    )  # fmt: skip
    # By lot: what a chair practised alone says nothing of what this candidate has heard.
    return draw_by_lot(bank, setup)


def _document(convened: "Convened") -> dict[str, Any]:
    panel = convened.panel
    return {
        "panel": panel.id,
        "candidate": panel.candidate,
        "framework": panel.form.framework,
        "preset": panel.form.preset,
        "scale": {
            "id": panel.form.scale.id,
            "values": [level.value for level in panel.form.scale.levels],
        },
        "items": [
            {
                "id": item.id,
                "ecq": item.ecq,
                "questions": [_asked(question) for question in item.questions],
            }
            for item in panel.form.items
        ],
        "raters": [
            {
                "id": seat.id,
                "name": seat.name,
                "mask": seat.mask,
                "role": seat.role.value,
                "pin": convened.pins[seat.id],
            }
            for seat in panel.raters
        ],
        "chair": {"id": panel.chair.id, "pin": convened.pins[panel.chair.id]},
        "observers": [seat.name for seat in panel.seats if seat.id not in convened.pins],
    }


def _asked(question: PanelQuestion) -> dict[str, Any]:
    return {"id": question.id, "text": question.asked.text}


def _lines(convened: "Convened") -> list[str]:
    panel = convened.panel
    width = max(len(seat.name) for seat in panel.seats)
    lines = [f"panel {panel.id}", f"{panel.form.preset_title} for {panel.candidate}", ""]
    for item in panel.form.items:
        for number, question in enumerate(item.questions):
            lines.append(f"{'' if number else item.id:4}{item.title}: {question.asked.text}")
    lines += ["", "PINs, shown now and never again:"]
    for seat in panel.seats:
        if seat.id in convened.pins:
            pin = convened.pins[seat.id]
            role = "" if seat.role.value == "rater" else f"  ({seat.role.value})"
            lines.append(f"  {seat.id}  {seat.name:{width}}  {pin[:3]} {pin[3:]}{role}")
    short = panel.id[:8]
    lines += [
        "",
        f"Next: each rates with `mock-panel panel rate {short} …`,",
        f"in the app (`mock-panel panel run {short}`), or in a packet.",
    ]
    return lines
