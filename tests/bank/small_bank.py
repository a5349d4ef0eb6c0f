"""A bank of one framework and two questions, small enough to break in one place."""

from pathlib import Path

from mock_panel.bank.check import check

PRESETS = """\
presets:
  - id: drill
    title: Drill
    summary: One question.
    questions: 1
    total_seconds: 180
    preparation_seconds: 30
    band: {low: 120, high: 180}
    guide: {situation: 25, action: 50, result: 25}
    one_per_ecq: false
    board: false
"""

SCALES = """\
scales:
  - id: three
    title: Three levels
    levels:
      - {value: 1, label: Low, meaning: Hardly anything.}
      - {value: 3, label: Middle, meaning: Some.}
      - {value: 5, label: High, meaning: A great deal.}
"""

ANSWER_MODELS = """\
answer_models:
  - id: car
    title: CAR
    slots:
      - {title: Challenge, part: situation}
      - {title: Action, part: action}
      - {title: Result, part: result}
"""

FRAMEWORK = """\
id: small
title: Small framework
summary: For tests.
status: current
effective_from: 2025-10-01
source: nowhere
licence: none
scale: three
ecqs:
  - id: leading-people
    title: Leading People
    short_title: Leading People
    definition: {text: Leads., provenance: quoted, source: a memo}
    competencies:
      - id: developing-others
        title: Developing Others
        definition: {text: Develops., provenance: ours}
      - id: accountability
        title: Accountability
        definition: {text: Answers., provenance: ours}
"""

QUESTIONS = """\
framework: small
ecq: leading-people
questions:
  - id: lp-growth
    text: Tell us about someone's growth.
    type: behavioral
    competencies: [developing-others]
    probes:
      action:
        - What did you do?
    anchors:
      1: Names nobody who grew.
      5: Names two who lead today.
  - id: lp-choice
    text: What did you choose, and why?
    type: situational
    competencies: [accountability, developing-others]
    asks: [what you chose, why]
    supplementals: [What else?]
    tags: [choice]
"""

FILES = {
    "presets.yaml": PRESETS,
    "scales.yaml": SCALES,
    "answer_models.yaml": ANSWER_MODELS,
    "small/framework.yaml": FRAMEWORK,
    "small/leading-people.yaml": QUESTIONS,
}


def write_small_bank(directory: Path) -> Path:
    """Write the bank into a folder and give the folder back."""
    for name, text in FILES.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def problems_in(directory: Path) -> list[str]:
    """The problems of a bank, with paths from the bank on."""
    return [str(problem).replace(f"{directory}/", "") for problem in check(directory)[1]]
